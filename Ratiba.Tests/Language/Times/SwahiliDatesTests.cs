using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Times;

public sealed class SwahiliDatesTests
{
    // A Wednesday.
    private static readonly WhenContext s_context = new(new DateTime(2026, 5, 6, 10, 0, 0));

    [Theory]
    [InlineData("kesho kutwa", "2026-05-08")]
    [InlineData("kxo kutwa", "2026-05-08")]
    [InlineData("mtondogoo", "2026-05-10")]
    [InlineData("siku ya Ijumaa", "2026-05-08")]
    [InlineData("juma tatu", "2026-05-11")]
    [InlineData("J2", "2026-05-10")]
    [InlineData("sato", "2026-05-09")]
    [InlineData("Jumamosi ijayo", "2026-05-16")]
    [InlineData("Jumatatu hii", "2026-05-11")]
    [InlineData("jumapili ya wiki ijayo", "2026-05-17")]
    [InlineData("wiki ijayo Jumanne", "2026-05-12")]
    public void Days(string text, string day) => Assert.Equal(day, Read(text));

    [Theory]
    [InlineData("tarehe tisa", "2026-05-09")]
    [InlineData("tarehe 4", "2026-06-04")]
    [InlineData("trh kumi na tano", "2026-05-15")]
    [InlineData("tarehe mosi", "2026-06-01")]
    [InlineData("tarehe 12 mwezi wa 4", "2027-04-12")]
    [InlineData("tarehe nne ya mwezi wa tano 2027", "2027-05-04")]
    [InlineData("tarehe 19 mwezi wa pili", "2027-02-19")]
    [InlineData("tarehe 7mwezi huu", "2026-05-07")]
    [InlineData("tarehe 3 mwezi ujao", "2026-06-03")]
    [InlineData("tarehe ishirini na nne Aprili", "2027-04-24")]
    [InlineData("siku ya tarehe 6", "2026-05-06")]
    [InlineData("tarehe 9/5", "2026-05-09")]
    [InlineData("mei tano", "2027-05-05")]
    [InlineData("15 Machi", "2027-03-15")]
    [InlineData("tarehe 31/2", "")]
    public void Dates(string text, string day) => Assert.Equal(day, Read(text));

    [Theory]
    [InlineData("wiki ijayo", "2026-05-11..2026-05-17")]
    [InlineData("wikendi hii", "2026-05-09..2026-05-10")]
    [InlineData("wikendi ijayo", "2026-05-16..2026-05-17")]
    [InlineData("mwezi ujao", "2026-06-01..2026-06-30")]
    [InlineData("mwezi wa saba", "2026-07-01..2026-07-31")]
    [InlineData("mwisho wa mwezi", "2026-05-25..2026-05-31")]
    [InlineData("mwanzo wa mwezi ujao", "2026-06-01..2026-06-10")]
    [InlineData("kuanzia tarehe 10 hadi 15 Machi", "2027-03-10..2027-03-15")]
    [InlineData("tarehe 8 mpaka 9", "2026-05-08..2026-05-09")]
    [InlineData("kuanzia ijumaa hadi jumatatu", "2026-05-08..2026-05-11")]
    [InlineData("kati ya ijumaa na jumapili", "2026-05-08..2026-05-10")]
    public void Stretches_of_days(string text, string days) => Assert.Equal(days, Read(text));

    [Theory]
    [InlineData("baada ya siku 3", "2026-05-09")]
    [InlineData("baada ya wiki mbili", "2026-05-20")]
    [InlineData("baada ya mwezi mmoja", "2026-06-06")]
    [InlineData("baada ya masaa mawili", "2026-05-06 12:00")]
    [InlineData("baada ya saa 2", "2026-05-06 12:00")]
    [InlineData("baada ya nusu saa", "2026-05-06 10:30")]
    [InlineData("baada ya dakika arobaini", "2026-05-06 10:40")]
    [InlineData("saa hii", "2026-05-06 10:00")]
    [InlineData("naweza kuja sasa?", "2026-05-06 10:00")]
    public void Distances(string text, string when) => Assert.Equal(when, Read(text));

    [Theory]
    [InlineData("kati ya saa nne na sita kesho", "2026-05-07 10:00-12:00")]
    [InlineData("jumamosi saa nne hadi sita", "2026-05-09 10:00-12:00")]
    [InlineData("kesho saa nane hadi saa kumi jioni", "2026-05-07 14:00-16:00")]
    [InlineData("kesho kabla ya saa sita", "2026-05-07-12:00")]
    [InlineData("kesho baada ya kazi", "2026-05-07 17:00-20:00")]
    [InlineData("jioni hii", "2026-05-06 16:00-20:00")]
    [InlineData("asubuhi ya kesho", "2026-05-07 06:00-12:00")]
    public void Stretches_of_a_day(string text, string when) => Assert.Equal(when, Read(text));

    private static string Read(string text)
    {
        using var room = new UtteranceRoom();
        var found = new HeardWhen[4];
        if (WhenReader.Read(room.Read(text, Lexicon.Shipped), s_context, found) == 0) return "";
        var when = found[0];
        return $"{when.Day:yyyy-MM-dd}{(when.LastDay is { } last ? $"..{last:yyyy-MM-dd}" : "")}{(when.From is { } from ? $" {from:HH:mm}" : "")}{(when.To is { } to ? $"-{to:HH:mm}" : "")}";
    }
}
