using Ratiba.Engine.Language;

namespace Ratiba.Bench.Language;

/// <summary>The intents upon which the shop acts: moves money or a booking, or stops messages. To hear one that was not meant does harm.</summary>
internal static class Commands
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlySet<Intent> All = new HashSet<Intent>
    {
        Intent.Cancel, Intent.Confirm, Intent.Pay, Intent.HasPaid, Intent.Reschedule, Intent.OptOut, Intent.OptIn, Intent.Pick, Intent.Receipt, Intent.Usual, Intent.Arrived,
    };

    /// <summary>Whether the message was heard to command anything.</summary>
    public static bool Any(Understanding heard) => heard.Intents.Any(intent => All.Contains(intent.Intent));

    /// <summary>
    /// Whether the message was heard to mean one of these. Judged is the surest intent that is more than a prelude: a greeting, thanks or a yes before a request ("Yes, I would like ...",
    /// "thanks, how much is ..."), and what lies outside the shop's business beside it, do not hide the request. A message of preludes alone means any of them.
    /// </summary>
    public static bool Means(Understanding heard, IReadOnlyCollection<Intent> allowed)
    {
        foreach (var intent in heard.Intents)
            if (!s_preludes.Contains(intent.Intent)) return allowed.Contains(intent.Intent);
        return heard.Intents.Count == 0 ? allowed.Contains(Intent.None) : heard.Intents.Any(intent => allowed.Contains(intent.Intent));
    }

    private static readonly HashSet<Intent> s_preludes = [Intent.Greet, Intent.Thanks, Intent.Goodbye, Intent.Confirm, Intent.OutOfScope];

    /// <summary>How bad it is to have heard this where it was not meant.</summary>
    public static Harm HarmOf(Intent heard) => heard is Intent.None or Intent.OutOfScope ? Harm.NotHeard : All.Contains(heard) ? Harm.WrongCommand : Harm.Wrong;

    /// <summary>The intents as the label files write them: <c>check_availability</c>.</summary>
    public static string Labels(IEnumerable<Intent> intents) => string.Join(", ", intents.Select(LabelOf));

    /// <summary>The intent as the label files write it.</summary>
    public static string LabelOf(Intent intent) =>
        string.Concat(intent.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>The intent that a label names, or null.</summary>
    public static Intent? Of(string label) => Enum.TryParse<Intent>(label.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var intent) ? intent : null;
}
