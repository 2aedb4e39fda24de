using System.Globalization;
using Ratiba.Engine.Language;
using Ratiba.Engine.Language.Times;

namespace Ratiba.Bench.Language;

/// <summary>Puts a labelled message to the ear as the turn does, and lays the answer out for scoring.</summary>
internal sealed class Listener(ShopWords words)
{
    /// <summary>
    /// The day to which sets without a reference are said: the Wednesday of our own messages, from its first minute, so that nothing said of today has passed.
    /// </summary>
    public static readonly DateTime AnyDay = new(2026, 5, 6);

    /// <summary>No services, no people and no opening hours: sources without a shop mean any hour of the day.</summary>
    public static readonly Listener Nowhere = new(new ShopWords([], [], new (TimeOnly, TimeOnly)?[7]));

    /// <summary>A shop that is open at the hours most shops are, and our own messages' shop is: they decide between three in the morning and in the afternoon.</summary>
    public static Listener Shop(IReadOnlyList<string> services, IReadOnlyList<string> staff) =>
        new(new ShopWords(services, staff, [.. Enumerable.Repeat<(TimeOnly, TimeOnly)?>((new TimeOnly(8, 0), new TimeOnly(20, 0)), 7)]));

    /// <summary>As <see cref="Nowhere"/>, with dates up to 18 months ahead, as sources without a shop have them (datasets/README.md).</summary>
    public static readonly Listener FarAhead = new(new ShopWords([], [], new (TimeOnly, TimeOnly)?[7])) { Horizon = 549 };

    /// <summary>As <see cref="FarAhead"/>, of a source where "Monday" said on a Monday is today.</summary>
    public static readonly Listener FarAheadFromToday = new(new ShopWords([], [], new (TimeOnly, TimeOnly)?[7])) { Horizon = 549, WeekdayMayBeToday = true };

    /// <summary>See <see cref="ListeningContext.WeekdayMayBeToday"/>.</summary>
    public bool WeekdayMayBeToday { get; private init; }

    /// <summary>See <see cref="ListeningContext.Horizon"/>.</summary>
    public int Horizon { get; private init; } = WhenContext.UsualHorizon;

    /// <summary>What the ear makes of it.</summary>
    public Understanding Hear(string text, DateTime now, Asked asked = Asked.Nothing, IReadOnlyList<string>? options = null) => Ear.Listen(
        text,
        new ListeningContext(DateOnly.FromDateTime(now), TimeOnly.FromDateTime(now), words, asked, [.. (options ?? []).Select(option => new OptionWords(option, option))])
        {
            WeekdayMayBeToday = WeekdayMayBeToday,
            Horizon = Horizon,
        });

    /// <summary>Whether two stretches of the text share a character.</summary>
    public static bool Overlap(TextSpan span, int start, int end) => span.Start < end && start < span.Start + span.Length;

    /// <summary>What was heard of time, for a report.</summary>
    public static string Describe(IReadOnlyList<HeardWhen> whens) => whens.Count == 0
        ? "nothing"
        : string.Join("; ", whens.Select(when => $"{Stretch.Of(when)}{(when.OtherTime is { } other ? $" or {other.ToString("HH:mm", CultureInfo.InvariantCulture)}" : "")}{(when.Part is { } part ? $" {part}" : "")}"));
}
