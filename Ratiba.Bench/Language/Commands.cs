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
