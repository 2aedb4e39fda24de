using Ratiba.Engine.Bookings;
using Ratiba.Engine.Conversations;
using Ratiba.Engine.Conversations.Wording;
using Ratiba.Tests.Catalog;

namespace Ratiba.Tests.Conversations;

/// <summary>The same desk in English, Swahili and Sheng: what is booked is the same, only the words differ (CV2, CV3, CV7, CV10).</summary>
public sealed class ThreeLanguagesTests
{
    [Fact]
    public void Swahili_BooksOnTheSwahiliClock_AndSaysBothClocks()
    {
        Dialogue talk = new();
        Assert.Equal(
            "Alhamisi 7 Mei, saa tisa mchana (3:00 PM), Swedish massage, dakika 60, na Wanjiku, KSh 3,500. Niweke miadi hii?",
            talk.Says("Habari, nataka Swedish massage kesho saa tisa"));
        Assert.Equal(["Ndiyo", "Hapana"], talk.Chips);
        Assert.StartsWith("Miadi imewekwa: Alhamisi 7 Mei, saa tisa mchana (3:00 PM)", talk.Says("ndio"), StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 5, 7, 12, 0, 0, TimeSpan.Zero), Assert.Single(talk.Made).During.Start);
    }

    [Fact]
    public void Sheng_IsAnsweredInRelaxedSwahili_WithTheSameFacts()
    {
        Dialogue talk = new();
        Assert.EndsWith("Nibook?", talk.Says("niaje buda, nibookie swedish massage kesho saa tisa"), StringComparison.Ordinal);
        talk.Says("poa");
        Assert.Equal(new DateTimeOffset(2026, 5, 7, 12, 0, 0, TimeSpan.Zero), Assert.Single(talk.Made).During.Start);
    }

    [Fact]
    public void Language_FollowsTheCustomer_NotABorrowedWord()
    {
        Dialogue talk = new();
        Assert.StartsWith("Ungependa huduma gani?", talk.Says("nataka kuweka miadi ya kesho"), StringComparison.Ordinal);
        Assert.Contains("inakufaa", talk.Says("pedicure"), StringComparison.Ordinal);
        Assert.Contains("Niweke miadi hii?", talk.Says("saa nne asubuhi"), StringComparison.Ordinal);
        Assert.Contains("Shall I book it?", talk.Says("sorry, can you make it four in the afternoon please"), StringComparison.Ordinal);
    }

    // Fails when the words of a tap choose the language: saw "I am passing you to a person at Acme Spa."
    [Fact]
    public void TapOnAnOldMessage_DoesNotChangeTheLanguage()
    {
        Dialogue talk = new();
        talk.Says("naomba pedicure kesho saa tisa");
        Assert.StartsWith("Nakuunganisha na mtu wa Acme Spa.", talk.Taps("Ongea na mtu", "talk to a person"), StringComparison.Ordinal);
    }

    [Fact]
    public void HourThatFitsTwoClocks_IsAskedWithTwoChips()
    {
        Dialogue talk = new();
        Assert.Equal("Unamaanisha saa nne asubuhi (10:00 AM) au saa kumi jioni (4:00 PM)?", talk.Says("naomba pedicure kesho saa 4"));
        Assert.Equal(["Alh 7/5 10:00 AM", "Alh 7/5 4:00 PM"], talk.Chips);
        Assert.StartsWith("Alhamisi 7 Mei, saa kumi jioni (4:00 PM)", talk.Taps("Alh 7/5 4:00 PM"), StringComparison.Ordinal);
    }

    [Fact]
    public void EveryTime_FitsAButton()
    {
        foreach (var language in new[] { "en", "sw", "sheng" })
            for (var day = 0; day < 366; day++)
                Assert.InRange(Phrases.Of(language).Facts.Short(Minutes.Of(Dialogue.Wednesday.AddDays(day)), DemoShop.Of().Zone).Length, 1, 20);
    }

    [Fact]
    public void HourThatFitsTwoClocks_IsTakenWhenOnlyOneIsFree_AndSaidInBoth()
    {
        Dialogue talk = new();
        // The spa closes at six: eight on the Western clock is before it opens, saa nane is two in the afternoon.
        Assert.StartsWith("Alhamisi 7 Mei, saa nane mchana (2:00 PM)", talk.Says("naomba pedicure kesho saa 8"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("book deep tissue massage with Otieno on Saturday at 10am", "no, 4 pm")]
    [InlineData("naomba deep tissue massage na Otieno Jumamosi saa nne asubuhi", "hapana, saa kumi jioni")]
    [InlineData("niaje, nibookie deep tissue massage na Otieno sato saa nne asubuhi", "zii, iwe saa kumi jioni")]
    public void Correct_ChangesOnlyTheTime(string wish, string correction)
    {
        Dialogue talk = new();
        talk.Says(wish);
        var corrected = talk.Says(correction);
        Assert.Contains("4:00 PM", corrected, StringComparison.Ordinal);
        Assert.Contains("Deep tissue massage", corrected, StringComparison.Ordinal);
        Assert.Contains("Otieno", corrected, StringComparison.Ordinal);
        Assert.Contains("9 M", corrected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pedicure tomorrow at 3pm", "go back", "Which time suits you?")]
    [InlineData("naomba pedicure kesho saa tisa", "rudi nyuma", "Saa ngapi inakufaa?")]
    [InlineData("pedicure tomorrow at 3pm", "say that again", "Shall I book it?")]
    [InlineData("naomba pedicure kesho saa tisa", "rudia tena", "Niweke miadi hii?")]
    [InlineData("pedicure tomorrow at 3pm", "start over", "Hello, this is Acme Spa.")]
    [InlineData("naomba pedicure kesho saa tisa", "tuanze upya", "Karibu Acme Spa.")]
    [InlineData("pedicure tomorrow at 3pm", "what time do you close?", "Shall I book it?")]
    [InlineData("naomba pedicure kesho saa tisa", "mnafunga saa ngapi?", "Niweke miadi hii?")]
    [InlineData("pedicure on friday", "skip", "Which time suits you?")]
    [InlineData("pedicure tomorrow at 3pm", "cancel", "I have stopped here.")]
    [InlineData("naomba pedicure kesho saa tisa", "ghairi", "nimeacha hapa.")]
    public void Repair_GoesOnWhereItShould(string wish, string repair, string expected)
    {
        Dialogue talk = new();
        talk.Says(wish);
        Assert.Contains(expected, talk.Says(repair), StringComparison.Ordinal);
        Assert.Empty(talk.Made);
    }

    [Theory]
    [InlineData("nimetuma pesa", "payment_claim")]
    [InlineData("already paid", "payment_claim")]
    [InlineData("nimechelewa, nakuja", "running_late")]
    [InlineData("nataka kuongea na mtu", "asked_for_a_person")]
    public void WhatOnlyAPersonCanSettle_IsHandedOver(string text, string reason)
    {
        Dialogue talk = new();
        talk.Says(text);
        Assert.Equal(reason, Assert.IsType<TurnEffect.HandOff>(Assert.Single(talk.Effects)).Reason);
    }

    [Theory]
    [InlineData("thanks, see you tomorrow", "You are welcome.")]
    [InlineData("asante sana, tuonane kesho", "Karibu sana.")]
    public void Goodbye_WithADay_BooksNothing(string text, string expected)
    {
        Dialogue talk = new();
        Assert.Equal(expected, talk.Says(text));
        Assert.Empty(talk.Effects);
    }

    [Fact]
    public void TheUsual_RepeatsServiceAndPerson()
    {
        Dialogue talk = new();
        talk.Says("Swedish massage tomorrow at 3pm");
        talk.Says("yes");
        var again = talk.Says("the usual on friday at 3pm");
        Assert.StartsWith("Friday 8 May, 3:00 PM, Swedish massage, 60 min, with Wanjiku", again, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralServices_AreNotDroppedWithoutAWord()
    {
        Dialogue talk = new();
        Assert.StartsWith("One after the other: first Pedicure.", talk.Says("pedicure and swedish massage tomorrow"), StringComparison.Ordinal);
    }

    [Fact]
    public void DayThatHasPassed_IsRefusedPolitely()
    {
        Dialogue talk = new();
        Assert.StartsWith("Wakati huo umeshapita.", talk.Says("naomba nafasi ya pedicure jana"), StringComparison.Ordinal);
    }
}
