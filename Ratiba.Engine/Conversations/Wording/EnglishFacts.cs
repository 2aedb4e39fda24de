using System.Globalization;

namespace Ratiba.Engine.Conversations.Wording;

/// <summary>Facts in English.</summary>
internal sealed class EnglishFacts : Facts
{
    /// <inheritdoc/>
    public override string Day(DateOnly day) => day.ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ShortDay(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string Clock(TimeOnly time) => Western(time);

    /// <inheritdoc/>
    public override string With(string staff) => "with " + staff;

    protected override string ShortJoint => ", ";

    protected override string And => "and";

    protected override string To => "to";

    protected override string ShortWeekday(int weekday) => CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames[weekday % 7];

    protected override string Length(int minutes) => $"{minutes} min";
}
