namespace Ratiba.Engine.Language;

/// <summary>A unit of time in a length or an offset.</summary>
internal enum TimeUnit
{
    /// <summary>60 s.</summary>
    Minute,

    /// <summary>60 minutes.</summary>
    Hour,

    /// <summary>A calendar day.</summary>
    Day,

    /// <summary>Seven days; a calendar week begins on Monday (ISO 8601).</summary>
    Week,

    /// <summary>Fourteen days.</summary>
    Fortnight,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A calendar year.</summary>
    Year,

    /// <summary>A second.</summary>
    Second,
}
