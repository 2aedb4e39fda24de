using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Times;

public sealed class SwahiliClockTests
{
    private static readonly WhenContext s_context = new(new DateTime(2026, 5, 6, 10, 0, 0));

    [Theory]
    [InlineData("saa nne", "10:00 22:00")]
    [InlineData("sa tatu", "9:00 21:00")]
    [InlineData("saa kumi na mbili", "6:00 18:00")]
    [InlineData("saa mbili na nusu asubuhi", "8:30 20:30")]
    [InlineData("saa moja na robo", "7:15 19:15")]
    [InlineData("saa mbili kasorobo", "7:45 19:45")]
    [InlineData("saa saba kasoro robo", "0:45 12:45")]
    [InlineData("saa nne kasoro ishirini", "9:40 21:40")]
    [InlineData("saa kumi kasoro dakika ishirini", "3:40 15:40")]
    [InlineData("saa saba na dakika tano mchana", "1:05 13:05")]
    [InlineData("saa kumi na dakika moja", "4:01 16:01")]
    [InlineData("saa kumi na nusu", "4:30 16:30")]
    [InlineData("saa nne na ishirini", "10:20 22:20")]
    [InlineData("saa tatu mia tano", "9:00 21:00")]
    public void An_hour_in_words_is_the_Swahili_clocks(string text, string readings) => Assert.Equal(readings, Read(text));

    [Theory]
    [InlineData("saa 4", "4:00 10:00 16:00 22:00")]
    [InlineData("saa2", "2:00 8:00 14:00 20:00")]
    [InlineData("saa 4:30 jioni", "4:30 10:30 16:30 22:30")]
    [InlineData("saa 3 na nusu", "3:30 9:30 15:30 21:30")]
    [InlineData("4 asubuhi", "4:00 10:00 16:00 22:00")]
    public void Digits_may_be_either_clocks(string text, string readings) => Assert.Equal(readings, Read(text));

    [Theory]
    [InlineData("saa 15:00", "15:00")]
    [InlineData("saa 22:38:24", "22:38")]
    [InlineData("saa 09:30", "9:30")]
    [InlineData("saa 16", "16:00")]
    public void What_only_a_Western_clock_shows_is_Western(string text, string readings) => Assert.Equal(readings, Read(text));

    [Theory]
    [InlineData("saa hizi")]
    [InlineData("saa hii")]
    [InlineData("saa ngapi")]
    [InlineData("saa 2 zilizopita")]
    [InlineData("masaa mawili")]
    [InlineData("saa 25")]
    [InlineData("wawili asubuhi")]
    [InlineData("nne")]
    public void What_is_no_time_of_day_is_not_read(string text) => Assert.Equal("", Read(text));

    [Theory]
    [InlineData("nataka massage ya saa moja leo saa kumi", 3)]
    [InlineData("baada ya saa 2", 2)]
    public void Lengths_are_no_times(string text, int at)
    {
        using var room = new UtteranceRoom();
        var said = room.Read(text, Lexicon.Shipped);
        Assert.False(SwahiliClock.TryRead(said, at, s_context, out _));
        Assert.True(SwahiliLengths.TryRead(said, at, out _, out _));
    }

    [Theory]
    [InlineData("nafasi ya saa mbili", 2)]
    [InlineData("baada ya saa nane", 2)]
    [InlineData("ile ya saa mbili iwe saa nne", 2)]
    public void Times_are_no_lengths(string text, int at)
    {
        using var room = new UtteranceRoom();
        var said = room.Read(text, Lexicon.Shipped);
        Assert.True(SwahiliClock.TryRead(said, at, s_context, out _));
        Assert.False(SwahiliLengths.TryRead(said, at, out _, out _));
    }

    private static string Read(string text)
    {
        using var room = new UtteranceRoom();
        var said = room.Read(text, Lexicon.Shipped);
        if (!SwahiliClock.TryRead(said, 0, s_context, out var clock)) return "";
        return string.Join(' ', Enumerable.Range(0, 24).Where(hour => (clock.Hours >> hour & 1) == 1).Select(hour => $"{hour}:{clock.Minute:00}"));
    }
}
