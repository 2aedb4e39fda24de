using Ratiba.Engine.Language.Saying;

namespace Ratiba.Engine.Conversations.Wording;

/// <summary>Facts in Swahili, times on both clocks.</summary>
internal sealed class SwahiliFacts : Facts
{
    private static readonly string[] s_weekdays = ["Jumatatu", "Jumanne", "Jumatano", "Alhamisi", "Ijumaa", "Jumamosi", "Jumapili"];
    private static readonly string[] s_short = ["Jtatu", "Jnne", "Jtano", "Alh", "Ijm", "Jmosi", "Jpili"];
    private static readonly string[] s_months = ["Januari", "Februari", "Machi", "Aprili", "Mei", "Juni", "Julai", "Agosti", "Septemba", "Oktoba", "Novemba", "Desemba"];

    /// <inheritdoc/>
    public override string Day(DateOnly day) => $"{s_weekdays[Iso(day)]} {day.Day} {s_months[day.Month - 1]}";

    // Five letters for the weekday leave room for "Jtano 25/11 10:00 AM" on a button, and no more.
    /// <inheritdoc/>
    public override string ShortDay(DateOnly day) => $"{s_short[Iso(day)]} {day.Day}/{day.Month}";

    /// <inheritdoc/>
    public override string Clock(TimeOnly time) => SwahiliTime.SayBoth(time);

    /// <inheritdoc/>
    public override string With(string staff) => "na " + staff;

    protected override string ShortJoint => " ";

    protected override string And => "na";

    protected override string To => "hadi";

    protected override string ShortWeekday(int weekday) => s_short[weekday - 1];

    protected override string Length(int minutes) => $"dakika {minutes}";

    private static int Iso(DateOnly day) => ((int)day.DayOfWeek + 6) % 7;
}
