using Ratiba.Engine.Language;
using Ratiba.Tests.Catalog;

namespace Ratiba.Tests.Language;

/// <summary>Heard on Wednesday 6 May 2026 at 10:00 by a spa that is open 9 to 18, Sundays 11 to 17.</summary>
public sealed class EarTests
{
    private static readonly DateOnly s_today = new(2026, 5, 6);

    [Theory]
    [InlineData("today", "2026-05-06")]
    [InlineData("tonight", "2026-05-06")]
    [InlineData("tomorrow morning", "2026-05-07")]
    [InlineData("can I come tmrw", "2026-05-07")]
    [InlineData("day after tomorrow", "2026-05-08")]
    [InlineData("friday", "2026-05-08")]
    [InlineData("this Friday", "2026-05-08")]
    [InlineData("next Friday", "2026-05-15")]
    [InlineData("wednesday", "2026-05-13")]
    [InlineData("this wednesday", "2026-05-06")]
    [InlineData("Sat", "2026-05-09")]
    [InlineData("9 May", "2026-05-09")]
    [InlineData("9th of May", "2026-05-09")]
    [InlineData("May 9", "2026-05-09")]
    [InlineData("may 9th", "2026-05-09")]
    [InlineData("9/5", "2026-05-09")]
    [InlineData("9/5/2026", "2026-05-09")]
    [InlineData("9.5.26", "2026-05-09")]
    [InlineData("2026-05-09", "2026-05-09")]
    [InlineData("05/14/2026", "2026-05-14")]
    [InlineData("on the 9th", "2026-05-09")]
    [InlineData("the 2nd", "2026-06-02")]
    [InlineData("the 31st", "2026-05-31")]
    [InlineData("2 May", "2027-05-02")]
    [InlineData("in 3 days", "2026-05-09")]
    [InlineData("in two weeks", "2026-05-20")]
    [InlineData("this weekend", "2026-05-09")]
    // The ninth is a Saturday: the weekday is believed.
    [InlineData("Friday 9 May", "2026-05-08")]
    public void Day_IsHeard(string text, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Listen(text).Date);

    [Theory]
    [InlineData("3pm", "15:00")]
    [InlineData("3 p.m.", "15:00")]
    [InlineData("at 3", "15:00")]
    [InlineData("at 10", "10:00")]
    [InlineData("around 3ish", "15:00")]
    [InlineData("15:00", "15:00")]
    [InlineData("3:30", "15:30")]
    [InlineData("3.30pm", "15:30")]
    [InlineData("at 10.30", "10:30")]
    [InlineData("half past two", "14:30")]
    [InlineData("quarter past 11", "11:15")]
    [InlineData("quarter to 5", "16:45")]
    [InlineData("noon", "12:00")]
    [InlineData("12pm", "12:00")]
    [InlineData("12am", "00:00")]
    [InlineData("1500hrs", "15:00")]
    [InlineData("10 o'clock", "10:00")]
    [InlineData("5 in the evening", "17:00")]
    [InlineData("tomorrow at nine", "09:00")]
    [InlineData("body scrub sunday 12", "12:00")]
    [InlineData("tomorrow 3 please", "15:00")]
    public void Time_IsHeard(string text, string expected) => Assert.Equal(Time(expected), Listen(text).Time);

    [Theory]
    [InlineData("saturday 2 people")]
    [InlineData("60 min massage")]
    [InlineData("9 May")]
    [InlineData("in 3 days")]
    public void NoTime_IsHeard(string text) => Assert.Null(Listen(text).Time);

    [Theory]
    [InlineData("after 3", "15:00", "23:59:59.9999999")]
    [InlineData("before 12", "00:00", "12:00")]
    [InlineData("between 2 and 4", "14:00", "16:00")]
    [InlineData("from 10 to 1", "10:00", "13:00")]
    [InlineData("2-4pm", "14:00", "16:00")]
    public void Window_IsHeard(string text, string from, string to) => Assert.Equal(new ClockWindow(Time(from), Time(to)), Listen(text).Window);

    [Theory]
    [InlineData("a swedish massage please", "Swedish massage")]
    [InlineData("sweedish masage", "Swedish massage")]
    [InlineData("deep tissue", "Deep tissue massage")]
    [InlineData("pedicures", "Pedicure")]
    [InlineData("PEDICURE", "Pedicure")]
    [InlineData("back & shoulder massage", "Back and shoulder massage")]
    [InlineData("body scrub", "Body scrub")]
    public void Service_IsHeard(string text, string expected)
    {
        var shop = DemoShop.Of();
        Assert.Equal([expected], Listen(text).Tied.Select(service => shop.Services[service].Name));
    }

    [Theory]
    [InlineData("massage", 6)]
    [InlineData("a facial", 2)]
    [InlineData("I want to come", 0)]
    [InlineData("male", 0)]
    public void VagueService_IsHeardAsAllThatFit(string text, int count) => Assert.Equal(count, Listen(text).Tied.Count);

    [Theory]
    [InlineData("with wanjiku", 0)]
    [InlineData("Otieno tomorrow", 3)]
    [InlineData("anyone is fine", Understanding.Anyone)]
    [InlineData("any one", Understanding.Anyone)]
    public void Person_IsHeard(string text, int expected) => Assert.Equal(expected, Listen(text).Staff?.Value);

    [Theory]
    [InlineData("hi", nameof(Intent.Greet))]
    [InlineData("Good morning!", nameof(Intent.Greet))]
    [InlineData("I'd like to make an appointment", nameof(Intent.Book))]
    [InlineData("are you free on saturday?", nameof(Intent.CheckAvailability))]
    [InlineData("how much is a pedicure", nameof(Intent.AskPrice))]
    [InlineData("price list", nameof(Intent.AskPrice))]
    [InlineData("what time do you open", nameof(Intent.AskHours))]
    [InlineData("are you open on sunday?", nameof(Intent.AskHours))]
    [InlineData("what services do you have", nameof(Intent.AskServices))]
    [InlineData("when is my appointment?", nameof(Intent.MyBookings))]
    [InlineData("book my appointment for friday", nameof(Intent.Book))]
    [InlineData("cancel my booking", nameof(Intent.Cancel))]
    [InlineData("can we reschedule", nameof(Intent.Reschedule))]
    [InlineData("talk to a person", nameof(Intent.Human))]
    [InlineData("hi, you are useless", nameof(Intent.Complaint))]
    [InlineData("thanks a lot", nameof(Intent.Thanks))]
    [InlineData("STOP", nameof(Intent.OptOut))]
    [InlineData("start over", nameof(Intent.StartOver))]
    [InlineData("blorp", nameof(Intent.OutOfScope))]
    [InlineData("", nameof(Intent.None))]
    public void Intent_IsHeard(string text, string expected) => Assert.Equal(expected, Listen(text).Best.ToString());

    [Theory]
    [InlineData("yes", nameof(Intent.Confirm))]
    [InlineData("Yes please!", nameof(Intent.Confirm))]
    [InlineData("ok", nameof(Intent.Confirm))]
    [InlineData("👍", nameof(Intent.Confirm))]
    [InlineData("👍🏾", nameof(Intent.Confirm))]
    [InlineData("go ahead and book it", nameof(Intent.Book))]
    [InlineData("no", nameof(Intent.Deny))]
    [InlineData("nope", nameof(Intent.Deny))]
    [InlineData("no thanks", nameof(Intent.Deny))]
    [InlineData("no, 4pm", nameof(Intent.Correct))]
    [InlineData("make it friday", nameof(Intent.Correct))]
    public void AnswerToYesOrNo_IsHeard(string text, string expected) => Assert.Equal(expected, Listen(text, Asked.YesNo).Best.ToString());

    [Theory]
    [InlineData("2", 1)]
    [InlineData("the second one", 1)]
    [InlineData("option 3", 2)]
    [InlineData("number two please", 1)]
    [InlineData("last", 2)]
    [InlineData("FIRST THING", 0)]
    [InlineData("b value", 1)]
    public void Option_IsPicked(string text, int expected) => Assert.Equal(expected, Listen(text, Asked.Choice, "First thing", "b value", "Third").Pick?.Value);

    [Theory]
    [InlineData("4")]
    [InlineData("two massages at 3")]
    [InlineData("no")]
    public void NoOption_IsPicked(string text) => Assert.Null(Listen(text, Asked.Choice, "First", "Second", "Third").Pick);

    [Fact]
    public void LoneNumberBeyondTheOptions_IsATimeWhenATimeWasAsked() =>
        Assert.Equal(new TimeOnly(16, 0), Listen("4", Asked.Time, "9", "11", "2pm").Time);

    [Fact]
    public void Slots_SayWhereTheyWereRead()
    {
        const string text = "Book deep tissue with Achieng on Friday at 3pm";
        var heard = Listen(text);
        Assert.Equal("deep tissue", Cut(text, heard.Services[0].Span));
        Assert.Equal("Achieng", Cut(text, heard.Staff!.Value.Span));
        Assert.Equal("on Friday at 3pm", Cut(text, heard.Whens[0].Span));
    }

    [Fact]
    public void AnyText_IsHeardWithoutFault()
    {
        // Fragments that every reader looks at, in every order that chance brings.
        string[] parts =
        [
            "3", "30", ":", ".", "/", "-", "pm", "a.m.", "next", "friday", "may", "31", "the", "th", "of", "half", "past", "quarter", "to", "at", "after", "between", "and", "2026", "99999999999",
            "massage", "'", "don’t", "👍", "\ud83d", "\u0000", "no", "with", "in", "days", "29 february", "0", "24:00", "12", "anyone", "my", "booking", "\n", "é", "ß",
        ];
        Random random = new(42);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 12)).Select(_ => parts[random.Next(parts.Length)]));
            var heard = Listen(text, (Asked)random.Next(6), "3", "yes");
            Assert.DoesNotContain(heard.Whens, when => when.IsWanted && (when.LastDay ?? when.Day) < s_today);
        }
    }

    private static string Cut(string text, TextSpan span) => text.Substring(span.Start, span.Length);

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Understanding Listen(string text, Asked asked = Asked.Nothing, params string[] options) => Ear.Listen(
        text, new ListeningContext(s_today, new TimeOnly(10, 0), DemoShop.Of().Words, asked, [.. options.Select(option => new OptionWords(option, option))]));
}
