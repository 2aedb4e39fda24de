using System.Globalization;
using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Times;

public sealed class WhenRolesTests
{
    private static readonly WhenContext s_context = new(new DateTime(2026, 5, 6, 10, 0, 0));

    [Theory]
    [InlineData("Sogeza ya tarehe nne hadi tarehe kumi na tisa", "4 19")]
    [InlineData("badilisha booking yangu ya Ijumaa iwe Jumatatu", "8 11")]
    [InlineData("hamisha kutoka Ijumaa iwe Jumatatu", "8 11")]
    [InlineData("Hamisha kikao cha tarehe 12 kwa kalenda yangu hadi tarehe 15", "12 15")]
    [InlineData("please move my appointment from Friday to Monday", "8 11")]
    [InlineData("can't make it tomorrow but friday works", "7 8")]
    [InlineData("kesho sitaweza, naomba keshokutwa", "7 8")]
    [InlineData("weka tarehe 12 badala ya tarehe 15", "15 12")]
    [InlineData("toa ya Jumatatu weka Jumanne", "11 12")]
    [InlineData("naomba ya Jumatatu iwe Jumanne", "11 12")]
    [InlineData("nilibook kesho lakini nataka Ijumaa", "7 8")]
    [InlineData("cancel ya kesho, nitakuja Ijumaa", "7 8")]
    public void The_old_time_is_told_from_the_new_one(string text, string days)
    {
        var found = Read(text);
        Assert.Equal(days, $"{Day(found, WhenRole.Old)} {Day(found, WhenRole.Wanted)}");
    }

    [Theory]
    [InlineData("can you move my friday appointment?", WhenRole.Old)]
    [InlineData("naomba kusogeza miadi yangu hadi jumatatu", WhenRole.Wanted)]
    [InlineData("samahani sitakuja kesho", WhenRole.Wanted)]
    [InlineData("futa booking niliyoweka jana", WhenRole.Past)]
    [InlineData("sitisha hifadhi niliyoweka wiki iliyopita", WhenRole.Past)]
    public void One_time_has_its_place(string text, object role) => Assert.Equal((WhenRole)role, Assert.Single(Read(text)).Role);

    [Fact]
    public void A_goal_is_no_bound()
    {
        var goal = Assert.Single(Read("sogeza miadi yangu mpaka saa kumi"));
        Assert.Equal((WhenKind.Time, WhenBound.None, new TimeOnly(16, 0)), (goal.Kind, goal.Bound, goal.From));
    }

    [Theory]
    [InlineData("habari za asubuhi")]
    [InlineData("asante, usiku mwema")]
    [InlineData("Futa hifadhi ya chakula cha jioni")]
    [InlineData("kiamsha kinywa kiko?")]
    [InlineData("sasa")]
    [InlineData("sasa, bei ni ngapi")]
    public void Greetings_and_meals_are_no_times(string text) => Assert.Empty(Read(text));

    private static string Day(HeardWhen[] found, WhenRole role) => string.Join(',', found.Where(when => when.Role == role).Select(when => when.Day?.Day.ToString(CultureInfo.InvariantCulture)));

    private static HeardWhen[] Read(string text)
    {
        using var room = new UtteranceRoom();
        var found = new HeardWhen[8];
        return found[..WhenReader.Read(room.Read(text, Lexicon.Shipped), s_context, found)];
    }
}
