namespace Ratiba.Engine.Language;

/// <summary>A part of the day. Neighbours overlap, as they do in people's mouths (LANGUAGE.md, section 1).</summary>
internal enum DayPart
{
    /// <summary>Until noon; "asubuhi".</summary>
    Morning,

    /// <summary>Noon to five; "mchana", "alasiri".</summary>
    Afternoon,

    /// <summary>From four on; "jioni".</summary>
    Evening,

    /// <summary>From seven on, and the small hours; "usiku".</summary>
    Night,

    /// <summary>Before six; "alfajiri".</summary>
    Dawn,
}
