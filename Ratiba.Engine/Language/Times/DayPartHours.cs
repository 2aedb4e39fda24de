namespace Ratiba.Engine.Language.Times;

/// <summary>From when to when each part of the day reaches, not included. Sources differ at the edges (LANGUAGE.md, section 1), so it is a setting.</summary>
internal sealed record DayPartHours
{
    /// <summary>The usual ones of Kenya.</summary>
    public static readonly DayPartHours Usual = new();

    /// <summary>"Alfajiri".</summary>
    public ClockWindow Dawn { get; init; } = new(new TimeOnly(4, 0), new TimeOnly(7, 0));

    /// <summary>"Asubuhi".</summary>
    public ClockWindow Morning { get; init; } = new(new TimeOnly(6, 0), new TimeOnly(12, 0));

    /// <summary>"Mchana", "alasiri".</summary>
    public ClockWindow Afternoon { get; init; } = new(new TimeOnly(12, 0), new TimeOnly(17, 0));

    /// <summary>"Jioni".</summary>
    public ClockWindow Evening { get; init; } = new(new TimeOnly(16, 0), new TimeOnly(20, 0));

    /// <summary>"Usiku"; it ends at midnight, which <see cref="TimeOnly"/> writes as 00:00.</summary>
    public ClockWindow Night { get; init; } = new(new TimeOnly(19, 0), TimeOnly.MinValue);

    /// <summary>The window of a part.</summary>
    public ClockWindow Of(DayPart part) => part switch
    {
        DayPart.Dawn => Dawn,
        DayPart.Morning => Morning,
        DayPart.Afternoon => Afternoon,
        DayPart.Evening => Evening,
        _ => Night,
    };
}
