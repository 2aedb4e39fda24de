using Ratiba.Engine.Language;
using Ratiba.Engine.Language.Names;
using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Names;

public sealed class PickReaderTests
{
    private static readonly string[] s_massages = ["Swedish massage", "Deep tissue massage", "Hot stone massage"];
    private static readonly string[] s_people = ["Wanjiku", "Otieno", "Mercy", "Brian"];
    private static readonly string[] s_times = ["10:00 AM", "2:30 PM", "4:00 PM"];
    private static readonly string[] s_days = ["Thu 7 May", "Fri 8 May", "Sun 10 May"];

    [Theory]
    [InlineData("2", 2)]
    [InlineData("2.", 2)]
    [InlineData("mbili", 2)]
    [InlineData("B", 2)]
    [InlineData("option 3", 3)]
    [InlineData("option b please", 2)]
    [InlineData("number two", 2)]
    [InlineData("namba 3", 3)]
    [InlineData("#1", 1)]
    [InlineData("the second one", 2)]
    [InlineData("let me go with the first, thanks", 1)]
    [InlineData("2nd", 2)]
    [InlineData("the last one", 3)]
    [InlineData("I would take the last one", 3)]
    [InlineData("ya kwanza", 1)]
    [InlineData("hiyo ya pili iko fiti", 2)]
    [InlineData("hiyo ya mwisho", 3)]
    [InlineData("nachukua ya tatu", 3)]
    [InlineData("chaguo la kwanza tafadhali", 1)]
    [InlineData("hiyo ya kati inanifaa", 2)]
    [InlineData("iwe ya tatu, nalipia wapi", 3)]
    [InlineData("the middle one", 2)]
    [InlineData("deep tisue", 2)]
    [InlineData("DEEP TISSUE MASSAGE", 2)]
    [InlineData("hot stone please", 3)]
    [InlineData("i'll go with swedish", 1)]
    public void A_choice_is_heard(string text, int expected) => Assert.Equal(expected, Pick(text, s_massages));

    [Theory]
    [InlineData("2 people")]
    [InlineData("kwanza niambie bei")]
    [InlineData("how much is the second one")]
    [InlineData("not the second one")]
    [InlineData("massage")]
    [InlineData("none of those")]
    [InlineData("the second week of May")]
    [InlineData("mara ya pili nauliza")]
    [InlineData("4")]
    [InlineData("0722418093")]
    [InlineData("tomorrow")]
    [InlineData("swedish or hot stone?")]
    public void What_says_something_else_is_no_choice(string text) => Assert.Null(Pick(text, s_massages));

    [Theory]
    [InlineData("I'll go with Otieno bana", 2)]
    [InlineData("mercy", 3)]
    [InlineData("Wanjikuu", 1)]
    public void A_label_is_heard(string text, int expected) => Assert.Equal(expected, Pick(text, s_people));

    [Theory]
    [InlineData("ya saa kumi", 16, 0, 3)]
    [InlineData("ill take 2:30", 14, 30, 2)]
    [InlineData("nachukua hiyo ya saa kumi msee", 16, 0, 3)]
    public void A_time_that_was_offered_is_a_choice(string text, int hour, int minute, int expected) =>
        Assert.Equal(expected, Pick(text, s_times, new HeardWhen { Span = SpanOfTime(text), Kind = WhenKind.Time, From = new TimeOnly(hour, minute) }));

    [Fact]
    public void The_only_option_in_a_part_of_the_day_is_a_choice() => Assert.Equal(1, Pick("ile ya asubuhi", s_times,
        new HeardWhen { Span = new TextSpan(7, 7), Kind = WhenKind.TimeRange, From = new TimeOnly(6, 0), To = new TimeOnly(12, 0), Part = DayPart.Morning }));

    [Fact]
    public void A_time_that_was_not_offered_is_no_choice() =>
        Assert.Null(Pick("5pm", s_times, new HeardWhen { Span = new TextSpan(0, 3), Kind = WhenKind.Time, From = new TimeOnly(17, 0) }));

    [Fact]
    public void A_day_that_was_offered_is_a_choice() =>
        Assert.Equal(2, Pick("friday", s_days, new HeardWhen { Span = new TextSpan(0, 6), Kind = WhenKind.Date, Day = new DateOnly(2026, 5, 8) }));

    private static TextSpan SpanOfTime(string text)
    {
        var at = text.IndexOf("saa", StringComparison.Ordinal);
        return at >= 0 ? new TextSpan(at, 8) : new TextSpan(text.IndexOf("2:30", StringComparison.Ordinal), 4);
    }

    private static int? Pick(string text, string[] labels, params HeardWhen[] whens)
    {
        using UtteranceRoom room = new();
        var said = room.Read(text, Lexicon.Shipped);
        return PickReader.Read(said, [.. labels.Select((label, i) => new OptionWords(label, $"value {i}"))], whens) is { } pick ? pick.Value + 1 : null;
    }
}
