using Ratiba.Engine.Language.Money;
using Ratiba.Engine.Language.Numbers;
using Ratiba.Engine.Language.Saying;
using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Saying;

public sealed class SayingTests
{
    private static readonly WhenContext s_context = new(new DateTime(2026, 5, 6, 10, 0, 0));

    [Theory]
    [InlineData("09:00", "saa tatu asubuhi (9:00 AM)")]
    [InlineData("09:45", "saa nne kasorobo asubuhi (9:45 AM)")]
    [InlineData("13:05", "saa saba na dakika tano mchana (1:05 PM)")]
    [InlineData("16:30", "saa kumi na nusu jioni (4:30 PM)")]
    [InlineData("00:15", "saa sita na robo usiku (12:15 AM)")]
    [InlineData("18:00", "saa kumi na mbili jioni (6:00 PM)")]
    public void A_time_is_said_on_both_clocks(string time, string said) => Assert.Equal(said, SwahiliTime.SayBoth(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_minute_of_the_day_is_read_back()
    {
        List<string> wrong = [];
        for (var minute = 0; minute < 1440; minute++)
        {
            var time = new TimeOnly(minute / 60, minute % 60);
            if (Read(SwahiliTime.Say(time)) != time) wrong.Add(SwahiliTime.Say(time));
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(0, "sifuri")]
    [InlineData(21, "ishirini na moja")]
    [InlineData(250, "mia mbili na hamsini")]
    [InlineData(335, "mia tatu thelathini na tano")]
    [InlineData(3500, "elfu tatu mia tano")]
    [InlineData(3009, "elfu tatu na tisa")]
    [InlineData(11000, "elfu kumi na moja")]
    [InlineData(10001, "kumi elfu na moja")]
    [InlineData(250000, "laki mbili na elfu hamsini")]
    public void A_number_is_said_in_Swahili(long number, string said) => Assert.Equal(said, SwahiliNumber.Say(number));

    [Fact]
    public void Numbers_are_read_back()
    {
        for (var number = 0L; number < 100_000_000; number += number < 30_000 ? 1 : 7919)
        {
            using var room = new UtteranceRoom();
            var said = room.Read(SwahiliNumber.Say(number), Lexicon.Shipped);
            Assert.True(NumberReader.Read(said, 0, out var read));
            Assert.Equal((number, said.Count), (read.Value, read.Length));
        }
    }

    [Theory]
    [InlineData("3500", "KSh 3,500", "shilingi elfu tatu mia tano")]
    [InlineData("1250.5", "KSh 1,250.50", "KSh 1,250.50")]
    public void Money_is_said_and_read_back(string amount, string figure, string words)
    {
        var kes = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((figure, words), (Shillings.Figure(kes), Shillings.Words(kes)));
        foreach (var text in (string[])[figure, words])
        {
            using var room = new UtteranceRoom();
            var found = new HeardMoney[2];
            Assert.Equal(1, MoneyReader.Read(room.Read(text, Lexicon.Shipped), found));
            Assert.Equal(kes, found[0].Kes);
        }
    }

    private static TimeOnly? Read(string text)
    {
        using var room = new UtteranceRoom();
        var found = new HeardWhen[4];
        return WhenReader.Read(room.Read(text, Lexicon.Shipped), s_context, found) == 1 && found[0].OtherTime is null ? found[0].From : null;
    }
}
