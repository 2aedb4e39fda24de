using Ratiba.Engine.Conversations;
using Ratiba.Engine.Conversations.Wording;
using Ratiba.Engine.Messaging;
using Ratiba.Tests.Catalog;

namespace Ratiba.Tests.Conversations;

public sealed class TurnTests
{
    [Fact]
    public void WholeWishInOneLine_IsConfirmedThenBooked()
    {
        Dialogue talk = new();
        Assert.Equal(
            "Thursday 7 May, 3:00 PM, Swedish massage, 60 min, with Wanjiku, KSh 3,500. Shall I book it?",
            talk.Says("Hi, can I book a Swedish massage tomorrow at 3pm?"));
        Assert.Equal(["Yes", "No"], talk.Chips);
        Assert.Empty(talk.Made);

        var booked = talk.Says("yes");

        var made = Assert.Single(talk.Made);
        Assert.Equal(
            $"Booked: Thursday 7 May, 3:00 PM, Swedish massage, 60 min, with Wanjiku, KSh 3,500. Your reference is {made.Reference}. See you then!", booked);
        Assert.Equal(new DateTimeOffset(2026, 5, 7, 12, 0, 0, TimeSpan.Zero), made.During.Start);
        Assert.Equal(TimeSpan.FromHours(1), made.During.Length);
    }

    [Fact]
    public void BareGreeting_OffersTheMenu()
    {
        Dialogue talk = new();
        Assert.StartsWith("Hello, this is Acme Spa.", talk.Says("Good morning"), StringComparison.Ordinal);
        Assert.Equal(["Book", "Prices", "My bookings", "Talk to a person"], talk.Chips);
        Assert.Equal("Which service would you like?", talk.Taps("Book"));
    }

    [Fact]
    public void MissingService_IsAskedFromAList_WithPages()
    {
        Dialogue talk = new();
        Assert.Equal("Which service would you like?", talk.Says("I want to book for tomorrow"));
        Assert.Equal(10, talk.Chips.Length);
        Assert.Equal("More", talk.Chips[9]);
        Assert.Equal("60 min, KSh 3,500", talk.Reply!.QuickReplies[0].Description);
        talk.Taps("More");
        Assert.Equal(["Moroccan bath", "Steam bath", "Manicure", "Pedicure", "Full body waxing"], talk.Chips);
        Assert.StartsWith("Pedicure: 60 min, KSh 1,500.", talk.Taps("Pedicure"), StringComparison.Ordinal);
        // The day said first still holds.
        Assert.All(talk.Chips[..3], chip => Assert.StartsWith("Thu 7 May", chip, StringComparison.Ordinal));
    }

    [Fact]
    public void MissingTime_GetsThreeTimesSpreadOverTheDay_AndOthers()
    {
        Dialogue talk = new();
        talk.Says("swedish massage on friday please");
        Assert.Equal(["Fri 8 May, 10:00 AM", "Fri 8 May, 2:00 PM", "Fri 8 May, 4:30 PM", "Other times"], talk.Chips);
        talk.Taps("Other times");
        Assert.Equal(9, talk.Chips.Length);
        Assert.Equal("Other days", talk.Chips[8]);
        talk.Taps("Other days");
        Assert.Equal("Wed 6 May", talk.Chips[0]);
        Assert.Equal(10, talk.Chips.Length);
        talk.Taps("Mon 11 May");
        Assert.Equal("Mon 11 May, 10:00 AM", talk.Chips[0]);
        Assert.StartsWith("Monday 11 May, 2:00 PM, Swedish massage", talk.Says("the second one"), StringComparison.Ordinal);
        talk.Says("go ahead and book it");
        Assert.Single(talk.Made);
    }

    [Fact]
    public void Correction_ChangesOnlyTheTime()
    {
        Dialogue talk = new();
        talk.Says("Book deep tissue massage with Otieno on Saturday at 10am");
        Assert.StartsWith("Saturday 9 May, 4:00 PM, Deep tissue massage, 60 min, with Otieno", talk.Says("no, 4 pm"), StringComparison.Ordinal);
        Assert.StartsWith("Friday 8 May, 4:00 PM, Deep tissue massage, 60 min, with Otieno", talk.Says("actually Friday"), StringComparison.Ordinal);
        Assert.StartsWith("Friday 8 May, 4:00 PM, Swedish massage, 60 min, with Otieno", talk.Says("make it a swedish massage"), StringComparison.Ordinal);
        talk.Says("yes please");
        Assert.Single(talk.Made);
    }

    [Fact]
    public void NoToTheSlot_AsksWhatToChange()
    {
        Dialogue talk = new();
        talk.Says("pedicure tomorrow 11am");
        Assert.Equal("No problem. What should I change?", talk.Says("no"));
        talk.Taps("Other times");
        Assert.Contains("Other days", talk.Chips);
        talk.Says("other days");
        Assert.Equal("Which day suits you?", talk.Reply!.Text);
    }

    [Fact]
    public void TakenTime_OffersTheThreeNearest()
    {
        Dialogue talk = new(DemoShop.Of("barber"));
        foreach (var _ in Enumerable.Range(0, 2)) BookAs(talk, "skin fade tomorrow at 3pm", Guid.NewGuid());
        Assert.StartsWith("Thursday 7 May, 3:00 PM", talk.Says("skin fade tomorrow at 3pm"), StringComparison.Ordinal);
        talk.LoseNext = true;

        var lost = talk.Says("yes");

        Assert.StartsWith("Sorry, that time was taken a moment ago.", lost, StringComparison.Ordinal);
        Assert.Equal(["Thu 7 May, 1:45 PM", "Thu 7 May, 2:15 PM", "Thu 7 May, 3:45 PM", "Other times"], talk.Chips);
        Assert.Empty(talk.Made);
    }

    [Fact]
    public void LostSlotWithAnotherPersonFree_IsBookedWithThem()
    {
        Dialogue talk = new();
        Assert.Contains("with Wanjiku", talk.Says("swedish massage tomorrow 3pm"), StringComparison.Ordinal);
        talk.LoseNext = true;
        Assert.Contains("with Achieng", talk.Says("yes"), StringComparison.Ordinal);
        Assert.Single(talk.Made);
    }

    [Fact]
    public void AskedForPersonIsTaken_IsNotSwapped()
    {
        Dialogue talk = new();
        talk.Says("swedish massage with Wanjiku tomorrow 3pm");
        talk.LoseNext = true;
        Assert.StartsWith("Sorry, that time was taken a moment ago.", talk.Says("yes"), StringComparison.Ordinal);
        Assert.All(talk.Reply!.QuickReplies.Take(3), chip => Assert.Equal("with Wanjiku", chip.Description));
    }

    [Fact]
    public void AmbiguousService_IsAskedAmongThoseThatFit()
    {
        Dialogue talk = new();
        Assert.Equal("Which one do you mean?", talk.Says("I'd like a massage tomorrow 2pm"));
        Assert.Equal(6, talk.Chips.Length);
        Assert.StartsWith("Thursday 7 May, 2:00 PM, Hot stone massage, 90 min", talk.Says("hot stone"), StringComparison.Ordinal);
    }

    [Fact]
    public void PriceInTheMiddle_IsAnsweredAndTheQuestionStands()
    {
        Dialogue talk = new();
        talk.Says("pedicure tomorrow 11am");
        Assert.Equal(
            "Hot stone massage: 90 min, KSh 5,500.\nThursday 7 May, 11:00 AM, Pedicure, 60 min, with Naliaka, KSh 1,500. Shall I book it?",
            talk.Says("how much is hot stone?"));
        Assert.Contains("We are open Mon to Sat 9:00 AM to 6:00 PM, Sun 11:00 AM to 5:00 PM.", talk.Says("when do you close?"), StringComparison.Ordinal);
        talk.Says("ok yes");
        Assert.Single(talk.Made);
    }

    [Fact]
    public void Cancel_AsksThenCancelsTheCustomersOwn()
    {
        Dialogue talk = new();
        Assert.Equal(Phrases.Of("en").NoBookings, talk.Says("cancel my booking"));
        talk.Says("pedicure tomorrow 11am");
        talk.Says("yes");
        Assert.Contains($"reference {talk.Made[0].Reference}", talk.Says("my bookings"), StringComparison.Ordinal);
        Assert.Equal("Cancel Pedicure with Naliaka, Thursday 7 May, 11:00 AM?", talk.Says("please cancel my appointment"));
        Assert.StartsWith("Cancelled: Pedicure", talk.Says("yes"), StringComparison.Ordinal);
        Assert.Equal(Phrases.Of("en").NoBookings, talk.Says("what are my bookings"));
    }

    [Fact]
    public void SomeoneElsesBooking_IsNeitherSeenNorCancelled()
    {
        Dialogue first = new();
        first.Says("pedicure tomorrow 11am");
        first.Says("yes");
        Dialogue second = new(first.Shop, first.Diary);
        Assert.Equal(Phrases.Of("en").NoBookings, second.Says("my bookings"));
        Assert.Equal(Phrases.Of("en").NoBookings, second.Says($"cancel booking {first.Made[0].Reference}"));
        Assert.Single(first.Diary.Upcoming(first.Made[0].CustomerId, first.Now));
    }

    [Fact]
    public void Reference_ChoosesAmongTheCustomersOwn()
    {
        Dialogue talk = new();
        foreach (var wish in new[] { "pedicure tomorrow 11am", "manicure friday 2pm" })
        {
            talk.Says(wish);
            talk.Says("yes");
        }
        Assert.StartsWith("Cancel Manicure", talk.Says($"cancel {talk.Made[1].Reference.ToLowerInvariant()}"), StringComparison.Ordinal);
        talk.Says("no");
        var listed = talk.Says(talk.Made[0].Reference);
        Assert.Contains("Pedicure", listed, StringComparison.Ordinal);
        Assert.DoesNotContain("Manicure", listed, StringComparison.Ordinal);
        // In the middle of a new booking a bare "cancel" would mean that one.
        talk.Says("facial friday 10am");
        Assert.StartsWith("Cancel Pedicure", talk.Says($"cancel {talk.Made[0].Reference}"), StringComparison.Ordinal);
        talk.Says("no");
        // One that is not the customer's never stands for one that is.
        Assert.StartsWith("I find no booking A1A1A1 of yours. Your bookings:", talk.Says("cancel A1A1A1"), StringComparison.Ordinal);
        Assert.Equal(2, talk.Diary.Upcoming(talk.Made[0].CustomerId, talk.Now).Count);
    }

    [Theory]
    [InlineData("I want to talk to a person", "asked_for_a_person")]
    [InlineData("human please", "asked_for_a_person")]
    [InlineData("this is useless", "complaint")]
    public void AskForAPerson_HandsOverAtOnce(string text, string reason)
    {
        Dialogue talk = new();
        Assert.EndsWith("I am passing you to a person at Acme Spa. They will answer you here.", talk.Says(text), StringComparison.Ordinal);
        Assert.Equal(reason, Assert.IsType<TurnEffect.HandOff>(Assert.Single(talk.Effects)).Reason);
    }

    [Fact]
    public void ThreeMisses_ChipsThenAPerson()
    {
        Dialogue talk = new();
        talk.Says("pedicure tomorrow");
        Assert.StartsWith("Sorry, I did not get that.", talk.Says("qwertz"), StringComparison.Ordinal);
        Assert.Contains("Other times", talk.Chips);
        Assert.Equal("Let me make it simple. Please tap one:", talk.Says("blorp fizz"));
        talk.Says("zzzz");
        Assert.Equal("not_understood", Assert.IsType<TurnEffect.HandOff>(Assert.Single(talk.Effects)).Reason);
    }

    [Fact]
    public void UnderstoodMessage_ForgivesMisses()
    {
        Dialogue talk = new();
        talk.Says("qwertz");
        talk.Says("blorp");
        talk.Says("prices");
        talk.Says("qwertz");
        Assert.Empty(talk.Effects);
    }

    [Fact]
    public void VoiceNote_IsAskedToBeTyped_AndTheQuestionStands()
    {
        Dialogue talk = new();
        talk.Says("pedicure tomorrow");
        Assert.StartsWith("Sorry, I can only read text here.", talk.Sends(InboundKind.Voice), StringComparison.Ordinal);
        Assert.Equal(4, talk.Chips.Length);
        Assert.Equal("", talk.Sends(InboundKind.Notice));
        Assert.Null(talk.Reply);
    }

    [Fact]
    public void ReturnAfterAWeek_OffersToGoOn()
    {
        Dialogue talk = new();
        talk.Says("pedicure tomorrow");
        talk.Now = talk.Now.AddDays(8);
        Assert.Equal("Welcome back. Shall we go on with your Pedicure booking?", talk.Says("hello"));
        Assert.StartsWith("Pedicure: 60 min", talk.Says("yes"), StringComparison.Ordinal);
        Assert.StartsWith("Thu 14 May", talk.Chips[0], StringComparison.Ordinal);
    }

    [Fact]
    public void ReturnWithinAWeek_IsWhereItWas()
    {
        Dialogue talk = new();
        talk.Says("pedicure on saturday at 2pm");
        talk.Now = talk.Now.AddDays(2);
        Assert.StartsWith("Booked: Saturday 9 May, 2:00 PM, Pedicure", talk.Says("yes"), StringComparison.Ordinal);
    }

    [Fact]
    public void ClosedDayPastTimeAndFarDay_AreSaidAndAlternativesOffered()
    {
        Dialogue clinic = new(DemoShop.Of("clinic"));
        Assert.StartsWith("We are closed on Sunday 10 May.", clinic.Says("teeth cleaning on sunday"), StringComparison.Ordinal);
        Assert.StartsWith("Mon 11 May", clinic.Chips[0], StringComparison.Ordinal);
        Dialogue spa = new();
        Assert.StartsWith("That time has already passed.", spa.Says("pedicure today at 9am"), StringComparison.Ordinal);
        Assert.StartsWith("I can book up to Wednesday 20 May.", spa.Says("pedicure on 30 June"), StringComparison.Ordinal);
    }

    [Fact]
    public void PersonWithoutTheSkill_IsSaid()
    {
        Dialogue talk = new();
        Assert.StartsWith("Otieno does not do Pedicure.", talk.Says("pedicure with otieno tomorrow"), StringComparison.Ordinal);
    }

    [Fact]
    public void YesToAnOffer_TakesTheOnlyTimeOrAsksAgainWithoutBlame()
    {
        Dialogue talk = new();
        talk.Says("pedicure tomorrow");
        Assert.Equal("Which time suits you?", talk.Says("yes please"));
        Assert.Equal(0, talk.State.Misses);
        // The last day offered is offered to its end.
        Assert.StartsWith("Wednesday 20 May, 5:00 PM, Pedicure", talk.Says("20 May at 5pm"), StringComparison.Ordinal);
    }

    [Fact]
    public void OldTap_StillMeansItsWords()
    {
        Dialogue talk = new();
        talk.Says("pedicure tomorrow");
        var old = talk.Reply!.QuickReplies[1].Value;
        talk.Says("prices of body scrub");
        talk.Says("other days");
        Assert.Equal("Thu 7 May 14:00", old);
        Assert.StartsWith("Thursday 7 May, 2:00 PM, Pedicure", talk.Says(old), StringComparison.Ordinal);
    }

    private static void BookAs(Dialogue like, string wish, Guid customer)
    {
        Dialogue other = new(like.Shop, like.Diary, customer);
        other.Says(wish);
        other.Says("yes");
        Assert.Single(other.Made);
    }
}
