namespace Ratiba.Engine.Language;

/// <summary>What a listener knows before the message arrives.</summary>
/// <param name="Today">The day in the shop's zone.</param>
/// <param name="Now">The time of day in the shop's zone.</param>
/// <param name="Words">The shop's own words: services, people, opening hours.</param>
/// <param name="Asked">The question just asked.</param>
/// <param name="Options">The labels and values of the options just offered, in order.</param>
internal readonly record struct ListeningContext(DateOnly Today, TimeOnly Now, ShopWords Words, Asked Asked, IReadOnlyList<OptionWords> Options)
{
    /// <summary>Whether a weekday said on that very weekday may be today: see <see cref="Times.WhenContext.WeekdayMayBeToday"/>.</summary>
    public bool WeekdayMayBeToday { get; init; }

    /// <summary>How far ahead a visit may be, in days: see <see cref="Times.WhenContext.Horizon"/>.</summary>
    public int Horizon { get; init; } = Times.WhenContext.UsualHorizon;
}

/// <summary>An offered option as the customer saw it and as a tap sends it.</summary>
internal readonly record struct OptionWords(string Label, string Value);

/// <summary>What kind of answer the last question wants.</summary>
internal enum Asked
{
    Nothing,
    Service,
    Day,
    Time,
    YesNo,
    Choice,
    Staff,
    Name,
    Phone,
}
