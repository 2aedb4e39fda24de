using System.Globalization;
using System.Text;
using Ratiba.Engine.Language;
using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Times;

/// <summary>Said on Wednesday 2026-05-06 at 10:00 to a shop that is open Mon–Sat 08:00–20:00, Sun 10:00–17:00.</summary>
public sealed class WhenReaderTests
{
    private static readonly ClockWindow?[] s_hours =
    [
        new(new TimeOnly(10, 0), new TimeOnly(17, 0)), .. Enumerable.Repeat<ClockWindow?>(new ClockWindow(new TimeOnly(8, 0), new TimeOnly(20, 0)), 6),
    ];

    private static readonly WhenContext s_context = new(new DateTime(2026, 5, 6, 10, 0, 0), s_hours);

    [Theory]
    [InlineData("can I come today", "today: 6 May")]
    [InlineData("2moro pls", "2moro: 7 May")]
    [InlineData("saa mbili asubuhi hadi saa kumi jioni", "saa mbili asubuhi hadi saa kumi jioni: 08:00-16:00")]
    [InlineData("sato saa nne asubuhi mpaka saa nane mchana", "sato saa nne asubuhi mpaka saa nane mchana: 9 May 10:00-14:00")]
    [InlineData("keshokutwa mapema", "keshokutwa mapema: start 8 May 06:00-09:00 Morning")]
    [InlineData("tarehe 3 des", "tarehe 3 des: 3 Dec")]
    [InlineData("the day after tomorrow", "the day after tomorrow: 8 May")]
    [InlineData("fri", "fri: 8 May")]
    [InlineData("Wednesday", "Wednesday: 13 May")]
    [InlineData("this wednesday", "this wednesday: 6 May")]
    [InlineData("next thursday", "next thursday: 14 May or 7 May [Week]")]
    [InlineData("coming monday", "coming monday: 11 May")]
    [InlineData("monday next week", "monday next week: 11 May")]
    [InlineData("next week on tuesday", "next week on tuesday: 12 May")]
    [InlineData("the 9th", "the 9th: 9 May [MonthOrYear]")]
    [InlineData("on the fourth", "on the fourth: 4 Jun [MonthOrYear]")]
    [InlineData("20th of next month", "20th of next month: 20 Jun")]
    [InlineData("9 June", "9 June: 9 Jun")]
    [InlineData("june the 9th", "june the 9th: 9 Jun")]
    [InlineData("2nd of may", "2nd of may: 2 May 2027")]
    [InlineData("Sat, May 9", "Sat, May 9: 9 May")]
    [InlineData("17/6", "17/6: 17 Jun")]
    [InlineData("on 9-6", "on 9-6: 9 Jun")]
    [InlineData("03.07.2026", "03.07.2026: 3 Jul")]
    [InlineData("2026-07-03", "2026-07-03: 3 Jul")]
    [InlineData("twenty first june", "twenty first june: 21 Jun")]
    [InlineData("second saturday of june", "second saturday of june: 13 Jun")]
    [InlineData("last friday of this month", "last friday of this month: 29 May")]
    [InlineData("in 4 days", "in 4 days: 10 May")]
    [InlineData("two weeks from now", "two weeks from now: 20 May")]
    [InlineData("3 days after tomorrow", "3 days after tomorrow: 10 May")]
    [InlineData("in a fortnight", "in a fortnight: 20 May")]
    [InlineData("2 fridays from now", "2 fridays from now: 15 May")]
    [InlineData("next next saturday", "next next saturday: 23 May or 9 May [Week]")]
    [InlineData("the tuesday after next", "the tuesday after next: 19 May [Week]")]
    [InlineData("day after next", "")]
    [InlineData("two weeks from this saturday", "two weeks from this saturday: 23 May")]
    [InlineData("a fortnight on monday", "a fortnight on monday: 25 May")]
    [InlineData("3 days before 12 june", "3 days before 12 june: 9 Jun")]
    [InlineData("the eighteenth", "the eighteenth: 18 May [MonthOrYear]")]
    [InlineData("tomorrow the 7th", "tomorrow the 7th: 7 May")]
    [InlineData("final sunday of june", "final sunday of june: 28 Jun")]
    [InlineData("second friday this june", "second friday this june: 12 Jun")]
    [InlineData("a week tomorrow", "a week tomorrow: 14 May")]
    [InlineData("a week before boxing day", "a week before boxing day: 19 Dec")]
    [InlineData("saturday - 9 may", "saturday - 9 may: 9 May")]
    [InlineData("june first saturday", "june first saturday: 6 Jun")]
    [InlineData("may 12th tuesday", "may 12th tuesday: 12 May")]
    [InlineData("jully 9", "jully 9: 9 Jul")]
    [InlineData("12 - 06 - 2026", "12 - 06 - 2026: 12 Jun")]
    [InlineData("03.06.2026 15:30", "03.06.2026 15:30: 3 Jun 15:30")]
    public void Days(string text, string heard) => Assert.Equal(heard, Read(text));

    [Theory]
    [InlineData("on boxing day", "on boxing day: 26 Dec")]
    [InlineData("madaraka day at 11", "madaraka day at 11: 1 Jun 11:00 [HalfOfDay, OpeningHours]")]
    [InlineData("new year's eve 2026", "new year's eve 2026: 31 Dec")]
    [InlineData("easter weekend", "easter weekend: 27 Mar 2027..28 Mar 2027")]
    [InlineData("father's day", "father's day: 21 Jun")]
    [InlineData("easter monday 2027", "easter monday 2027: 29 Mar 2027")]
    [InlineData("sounds good friday then", "friday: 8 May")]
    [InlineData("merry christmas to you all", "")]
    [InlineData("do you have a valentines package", "")]
    public void Feasts(string text, string heard) => Assert.Equal(heard, Read(text));

    [Theory]
    [InlineData("at 3", "at 3: 15:00 [HalfOfDay, OpeningHours]")]
    [InlineData("at 9", "at 9: 09:00 [HalfOfDay, OpeningHours]")]
    [InlineData("4pm", "4pm: 16:00")]
    [InlineData("4 p.m.", "4 p.m.: 16:00")]
    [InlineData("half past ten in the morning", "half past ten in the morning: 10:30")]
    [InlineData("quarter to 4 pm", "quarter to 4 pm: 15:45")]
    [InlineData("twenty past two", "twenty past two: 14:20 [HalfOfDay, OpeningHours]")]
    [InlineData("1430hrs", "1430hrs: 14:30")]
    [InlineData("14h30", "14h30: 14:30")]
    [InlineData("at nine thirty", "at nine thirty: 09:30 [HalfOfDay, OpeningHours]")]
    [InlineData("evening 6", "evening 6: 18:00")]
    [InlineData("noon", "noon: 12:00")]
    [InlineData("3ish", "3ish: around 15:00 [HalfOfDay, OpeningHours]")]
    [InlineData("about 11am", "about 11am: around 11:00")]
    [InlineData("eight o'clock", "eight o'clock: 08:00 [HalfOfDay, OpeningHours]")]
    [InlineData("one in the afternoon", "one in the afternoon: 13:00")]
    [InlineData("after 3pm", "after 3pm: 15:00-")]
    [InlineData("before noon", "before noon: -12:00")]
    [InlineData("by 5", "by 5: -17:00 [HalfOfDay, OpeningHours]")]
    [InlineData("from 2 onwards", "from 2 onwards: 14:00- [HalfOfDay, OpeningHours]")]
    [InlineData("no earlier than 11", "no earlier than 11: 11:00- [HalfOfDay, OpeningHours]")]
    [InlineData("not after 6pm", "not after 6pm: -18:00")]
    [InlineData("1pm latest", "1pm latest: -13:00")]
    [InlineData("by cob", "by cob: -17:00")]
    [InlineData("~10am", "~10am: around 10:00")]
    [InlineData("9;15 am", "9;15 am: 09:15")]
    [InlineData("5 sharp", "5 sharp: 17:00 [HalfOfDay, OpeningHours]")]
    [InlineData("let's do 4 then", "4: 16:00 [HalfOfDay, OpeningHours]")]
    [InlineData("make it 1.30", "1.30: 13:30 [HalfOfDay, OpeningHours]")]
    [InlineData("is 11 available", "11: 11:00 [HalfOfDay, OpeningHours]")]
    [InlineData("2 works", "2: 14:00 [HalfOfDay, OpeningHours]")]
    [InlineData("a bit later, like 6", "6: 18:00 [HalfOfDay, OpeningHours]")]
    [InlineData("4: 15 pm", "4: 15 pm: 16:15")]
    [InlineData("at 4pn", "at 4pn: 16:00")]
    [InlineData("6 upwards", "6 upwards: 18:00- [HalfOfDay, OpeningHours]")]
    [InlineData("push it to 3", "3: 15:00 [HalfOfDay, OpeningHours]")]
    [InlineData("3-40pm", "3-40pm: 15:40")]
    [InlineData("1625h", "1625h: 16:25")]
    [InlineData("10 it is", "10: 10:00 [HalfOfDay, OpeningHours]")]
    [InlineData("9 or 10am", "9: 09:00 [HalfOfDay, OpeningHours] | 10am: 10:00")]
    [InlineData("i meant 5 not 3", "5: 17:00 [HalfOfDay, OpeningHours] | 3: 15:00 [HalfOfDay, OpeningHours]")]
    public void Times(string text, string heard) => Assert.Equal(heard, Read(text));

    [Theory]
    [InlineData("tomorrow at 4", "tomorrow at 4: 7 May 16:00 [HalfOfDay, OpeningHours]")]
    [InlineData("9 tomorrow", "9 tomorrow: 7 May 09:00 [HalfOfDay, OpeningHours]")]
    [InlineData("Saturday 10am", "Saturday 10am: 9 May 10:00")]
    [InlineData("11 am on Friday", "11 am on Friday: 8 May 11:00")]
    [InlineData("sat 3", "sat 3: 9 May 15:00 [HalfOfDay, OpeningHours]")]
    [InlineData("16 may, 2:30 pm", "16 may, 2:30 pm: 16 May 14:30")]
    [InlineData("tomorrow morning at 9", "tomorrow morning at 9: 7 May 09:00")]
    [InlineData("5 this evening", "5 this evening: 6 May 17:00")]
    [InlineData("in two hours", "in two hours: 6 May 12:00")]
    [InlineData("in half an hour", "in half an hour: 6 May 10:30")]
    [InlineData("45 minutes from now", "45 minutes from now: 6 May 10:45")]
    [InlineData("in an hour and a half", "in an hour and a half: 6 May 11:30")]
    [InlineData("in 25m", "in 25m: 6 May 10:25")]
    [InlineData("will be there in 40", "in 40: 6 May 10:40")]
    [InlineData("2026-05-21 4pm", "2026-05-21 4pm: 21 May 16:00")]
    [InlineData("4 on monday", "4 on monday: 11 May 16:00 [HalfOfDay, OpeningHours]")]
    [InlineData("this day at 1500", "this day at 1500: 6 May 15:00")]
    [InlineData("saturday11am", "saturday11am: 9 May 11:00")]
    [InlineData("ten forty five on monday", "ten forty five on monday: 11 May 10:45 [HalfOfDay, OpeningHours]")]
    [InlineData("the slot i had tomorrow at 11", "tomorrow at 11: 7 May 11:00 [HalfOfDay, OpeningHours]")]
    [InlineData("court 3, tomorrow at 11", "tomorrow at 11: 7 May 11:00 [HalfOfDay, OpeningHours]")]
    [InlineData("today immediately after work", "today: 6 May | after work: 17:00-")]
    [InlineData("around one tomorrow", "around one tomorrow: around 7 May 13:00 [HalfOfDay, OpeningHours]")]
    [InlineData("fri 8 11am", "fri 8 11am: 8 May 11:00 [MonthOrYear]")]
    [InlineData("2.15 saturday", "2.15 saturday: 9 May 14:15 [HalfOfDay, OpeningHours]")]
    [InlineData("monday maybe 5", "monday maybe 5: 11 May 17:00 [HalfOfDay, OpeningHours]")]
    [InlineData("tomorrow asap", "tomorrow: 7 May")]
    public void Times_on_days(string text, string heard) => Assert.Equal(heard, Read(text));

    [Theory]
    [InlineData("tomorrow morning", "tomorrow morning: 7 May 06:00-12:00 Morning")]
    [InlineData("tonight", "tonight: 6 May 16:00-20:00 Evening")]
    [InlineData("friday in the afternoon", "friday in the afternoon: 8 May 12:00-17:00 Afternoon")]
    [InlineData("after work today", "after work today: 6 May 17:00-")]
    [InlineData("between 2 and 4", "between 2 and 4: 14:00-16:00 [HalfOfDay]")]
    [InlineData("3-5pm", "3-5pm: 15:00-17:00 [HalfOfDay]")]
    [InlineData("from 11 to 1 on saturday", "from 11 to 1 on saturday: 9 May 11:00-13:00 [HalfOfDay]")]
    [InlineData("monday between 9:30 and 11", "monday between 9:30 and 11: 11 May 09:30-11:00 [HalfOfDay]")]
    [InlineData("tomorrow from 4pm for 2 hours", "tomorrow from 4pm for 2 hours: 7 May 16:00-18:00")]
    [InlineData("next week", "next week: 11 May..17 May")]
    [InlineData("this weekend", "this weekend: 9 May..10 May")]
    [InlineData("end of the month", "end of the month: end 25 May..31 May")]
    [InlineData("early june", "early june: start 1 Jun..10 Jun")]
    [InlineData("from monday to wednesday", "from monday to wednesday: 11 May..13 May")]
    [InlineData("between the 12th and the 14th", "between the 12th and the 14th: 12 May..14 May [MonthOrYear]")]
    [InlineData("July 13-15", "July 13-15: 13 Jul..15 Jul")]
    [InlineData("13th to 15th july", "13th to 15th july: 13 Jul..15 Jul")]
    [InlineData("late friday afternoon", "late friday afternoon: end 8 May 14:30-17:00 Afternoon")]
    [InlineData("monday to thursday after 2", "monday to thursday: 11 May..14 May | after 2: 14:00- [HalfOfDay, OpeningHours]")]
    [InlineData("by the end of day friday", "by the end of day friday: 8 May 23:59")]
    [InlineData("the next 3 days", "the next 3 days: 7 May..9 May")]
    [InlineData("the week of the 18th", "the week of the 18th: 18 May..24 May")]
    [InlineData("from now until saturday", "from now until saturday: 6 May..9 May")]
    [InlineData("between 3 or 5", "between 3 or 5: 15:00-17:00 [HalfOfDay]")]
    [InlineData("june second week", "june second week: 8 Jun..14 Jun")]
    [InlineData("within next week", "next week: 11 May..17 May")]
    [InlineData("i can come within the week", "the week: 4 May..10 May")]
    [InlineData("i prefer weekends", "weekends: 9 May..10 May")]
    [InlineData("mornings suit me", "mornings: 06:00-12:00 Morning")]
    [InlineData("over lunch on thursday please", "over lunch on thursday: 7 May 12:00-14:00")]
    [InlineData("month end", "month end: end 25 May..31 May")]
    [InlineData("june end", "june end: end 25 Jun..30 Jun")]
    [InlineData("the week after next", "the week after next: 18 May..24 May")]
    [InlineData("next next week", "next next week: 18 May..24 May")]
    [InlineData("weekend of the 23rd", "weekend of the 23rd: 23 May..24 May")]
    [InlineData("14/6-16/6", "14/6-16/6: 14 Jun..16 Jun")]
    [InlineData("thursday 0900-1030", "thursday 0900-1030: 7 May 09:00-10:30 [HalfOfDay]")]
    [InlineData("monday btw 11 and 1", "monday btw 11 and 1: 11 May 11:00-13:00 [HalfOfDay]")]
    public void Stretches(string text, string heard) => Assert.Equal(heard, Read(text));

    [Theory]
    [InlineData("a table for 4 people")]
    [InlineData("2 braids and 3 cornrows")]
    [InlineData("May I come with my sister")]
    [InlineData("good morning, how much is a massage")]
    [InlineData("I have 2000 bob")]
    [InlineData("the 2nd one please")]
    [InlineData("call me on 0722 345 678")]
    [InlineData("that's all for now")]
    [InlineData("31/02/2026")]
    [InlineData("room 4 on the 2nd floor")]
    [InlineData("we sat and waited")]
    [InlineData("is there a night cream")]
    [InlineData("an evening gown and makeup")]
    [InlineData("31 june")]
    [InlineData("3/4 sleeve")]
    [InlineData("10/10 work guys")]
    [InlineData("are you open 24hrs")]
    [InlineData("opposite the 2nd gate")]
    [InlineData("twice a week")]
    [InlineData("size 4 works")]
    [InlineData("i'd like 2")]
    [InlineData("3d lashes")]
    public void What_is_no_time_is_not_heard(string text) => Assert.Equal("", Read(text));

    [Theory]
    [InlineData("tuesday or thursday", "tuesday: 12 May | thursday: 7 May")]
    [InlineData("monday 9-10am or 2-3pm", "monday 9-10am: 11 May 09:00-10:00 [HalfOfDay] | 2-3pm: 14:00-15:00 [HalfOfDay]")]
    [InlineData("18 and 19 june", "18: 18 Jun | 19 june: 19 Jun")]
    [InlineData("this or next sunday", "this: 10 May | next sunday: 17 May or 10 May [Week]")]
    [InlineData("tomorrow or the day after", "tomorrow: 7 May | the day after: 8 May")]
    [InlineData("9/10 june", "9: 9 Jun | 10 june: 10 Jun")]
    [InlineData("july 6th or 7th", "july 6th: 6 Jul | 7th: 7 Jul")]
    [InlineData("dinner for two tonight at 7", "tonight at 7: 6 May 19:00")]
    public void Several_times_stay_apart(string text, string heard) => Assert.Equal(heard, Read(text));

    [Fact]
    public void The_weekday_wins_over_a_miscounted_date()
    {
        // 10 May 2026 is a Sunday.
        Assert.Equal("Saturday 10 May: 9 May or 10 May [WeekdayWins]", Read("Saturday 10 May"));
        // There is such a day within the shop's horizon.
        Assert.Equal("Tuesday 9th: 9 Jun [MonthOrYear]", Read("Tuesday 9th"));
    }

    [Theory]
    [InlineData("today at 9am")]
    [InlineData("yesterday")]
    [InlineData("3 days ago")]
    [InlineData("1 May 2026")]
    [InlineData("last friday")]
    [InlineData("i paid the deposit on monday")]
    [InlineData("we came on 3rd may")]
    [InlineData("the last visit was in april")]
    public void What_has_passed_is_marked(string text) => Assert.Equal(WhenRole.Past, Assert.Single(All(text, s_context)).Role);

    [Theory]
    [InlineData("please move it from friday to monday", "Old Friday, Wanted Monday")]
    [InlineData("reschedule me from the 12th at 2pm to the 14th at 4pm", "Old Tuesday, Wanted Thursday")]
    [InlineData("can i swap monday for tuesday", "Wanted Monday, Wanted Tuesday")]
    [InlineData("switch me from thursday to friday", "Old Thursday, Wanted Friday")]
    [InlineData("please move my monday appointment", "Old Monday")]
    [InlineData("I can't make it on friday, is tuesday ok", "Old Friday, Wanted Tuesday")]
    [InlineData("not friday, tuesday", "Old Friday, Wanted Tuesday")]
    [InlineData("any day except monday", "Old Monday")]
    [InlineData("friday, if not monday", "Wanted Friday, Wanted Monday")]
    [InlineData("open from friday to monday?", "Wanted Friday")]
    public void The_old_time_of_a_booking_is_told_from_the_wanted_one(string text, string heard) =>
        Assert.Equal(heard, string.Join(", ", All(text, s_context).Select(when => $"{when.Role} {when.Day?.DayOfWeek}")));

    [Fact]
    public void A_time_with_two_readings_in_the_opening_hours_keeps_both()
    {
        var all = All("friday at 8", s_context with { Hours = [.. Enumerable.Repeat<ClockWindow?>(new ClockWindow(new TimeOnly(7, 0), new TimeOnly(22, 0)), 7)] });
        Assert.Equal((new TimeOnly(8, 0), new TimeOnly(20, 0)), (all[0].From, all[0].OtherTime));
    }

    [Theory]
    [InlineData("4", Asked.Time, "4: 16:00 [HalfOfDay, OpeningHours]")]
    [InlineData("10 please", Asked.Time, "10: 10:00 [HalfOfDay, OpeningHours]")]
    [InlineData("12", Asked.Day, "12: 12 May [MonthOrYear]")]
    [InlineData("4", Asked.Nothing, "")]
    [InlineData("the 2nd", Asked.Choice, "")]
    public void A_number_alone_is_what_was_asked(string text, object asked, string heard) => Assert.Equal(heard, Read(text, s_context with { Asked = (Asked)asked }));

    [Fact]
    public void Nothing_throws_and_no_day_is_silently_in_the_past()
    {
        string[] words =
        [
            "tomorrow", "friday", "next", "the", "9th", "31", "may", "at", "3", "3:30", "pm", "from", "to", "-", "between", "and", "in", "2", "hours", "days", "week", "of", "evening", "half", "past",
            "saa", "nne", "kesho", ",", ".", "/", "2026", "29", "february", "last", "first", "for", "until", "99999999999", "0", "24", "12", "a", "year", "years", "500", "now", "ago", "every", "1/2", "noon",
        ];
        Random random = new(20260506);
        StringBuilder text = new();
        for (var round = 0; round < 20_000; round++)
        {
            text.Clear();
            for (var i = random.Next(1, 12); i > 0; i--) text.Append(words[random.Next(words.Length)]).Append(random.Next(4) == 0 ? "" : " ");
            var said = text.ToString();
            foreach (var when in All(said, s_context))
            {
                Assert.True(when.Span.Start >= 0 && when.Span.Start + when.Span.Length <= said.Length, said);
                Assert.True(when.Role != WhenRole.Wanted || (when.LastDay ?? when.Day) is not { } day || day >= s_context.Today, said);
            }
        }
    }

    private static HeardWhen[] All(string text, in WhenContext context)
    {
        using var room = new UtteranceRoom();
        var said = room.Read(text, Lexicon.Shipped);
        var whens = new HeardWhen[16];
        return whens[..WhenReader.Read(said, context, whens)];
    }

    private static string Read(string text) => Read(text, s_context);

    private static string Read(string text, in WhenContext context) => string.Join(" | ", All(text, context).Select(when => Said(text, when)));

    private static string Said(string text, HeardWhen when)
    {
        StringBuilder said = new(text, when.Span.Start, when.Span.Length, 256);
        said.Append(':');
        if (when.Bound is WhenBound.Around or WhenBound.Start or WhenBound.Mid or WhenBound.End) said.Append(' ').Append(when.Bound.ToString().ToLowerInvariant());
        if (when.Day is not null || when.LastDay is not null)
        {
            said.Append(' ').Append(Date(when.Day));
            if (when.OtherDay is not null) said.Append(" or ").Append(Date(when.OtherDay));
            if (when.LastDay is not null) said.Append("..").Append(Date(when.LastDay));
        }
        if (when.From is not null || when.To is not null)
        {
            said.Append(' ').Append(Clock(when.From));
            if (when.Kind is WhenKind.TimeRange or WhenKind.DateTimeRange) said.Append('-').Append(Clock(when.To));
            if (when.OtherTime is not null) said.Append(" or ").Append(Clock(when.OtherTime));
        }
        if (when.Part is not null) said.Append(' ').Append(when.Part);
        if (when.Assumed != Assumptions.None) said.Append(" [").Append(when.Assumed).Append(']');
        return said.ToString();
    }

    private static string Date(DateOnly? day) => day?.ToString(day.Value.Year == 2026 ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture) ?? "";

    private static string Clock(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";
}
