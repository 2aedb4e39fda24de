using Ratiba.Engine.Language;

namespace Ratiba.Tests.Language.Intents;

/// <summary>How customers of a salon or a clinic put things in English, by family: said to a shop, on Wednesday 6 May 2026 at 10:00.</summary>
public sealed class EnglishTalkTests
{
    private static readonly ShopWords s_shop = new(
        ["Swedish massage", "Full body wax", "Wash and blow dry", "Box braids", "Gel manicure", "Pedicure"],
        ["Wanjiku", "Brian"],
        [.. Enumerable.Repeat<(TimeOnly, TimeOnly)?>((new TimeOnly(8, 0), new TimeOnly(20, 0)), 7)]);

    // What follows the no is another matter, and corrects nothing.
    [Theory]
    [InlineData("not now, do you also do pedicures", "Deny AskServices")]
    [InlineData("no thank you, how much are box braids", "Deny AskPrice")]
    [InlineData("not yet, where are you located", "Deny AskLocation")]
    [InlineData("nah, what time do you close", "Deny AskHours")]
    [InlineData("not now. Do I need to pay a deposit?", "Deny AskPolicy")]
    [InlineData("no, let me talk to someone first", "Deny Human")]
    public void A_refusal_with_another_request_refuses(string text, string intents) => Assert.Equal(intents.Split(' ').Order(), Hear(text, Asked.YesNo).Order());

    // Refusing an act is a no and never the act.
    [Theory]
    [InlineData("please don't cancel mine")]
    [InlineData("I do not want to cancel it")]
    [InlineData("dont reschedule")]
    [InlineData("I didn't ask you to move it")]
    [InlineData("we don't want to postpone")]
    [InlineData("I won't cancel, I am coming")]
    public void An_act_that_is_refused_is_not_done(string text) => Assert.Equal(["Deny"], Hear(text));

    [Theory]
    [InlineData("I do not feel well, cancel my booking", "Cancel")]
    [InlineData("why don't you move me to Monday", "Reschedule")]
    [InlineData("how much notice do you need to cancel", "AskPolicy")]
    [InlineData("pls take me off the list for thursday's appointment", "Cancel")]
    [InlineData("sth came up, can I come next week", "Reschedule")]
    [InlineData("I can't make Friday, could we do a different day", "Reschedule")]
    [InlineData("running late, could we do 4pm instead", "Reschedule RunningLate")]
    public void Visits_are_given_up_and_moved(string text, string intents) => Assert.Equal(intents.Split(' ').Order(), Hear(text).Order());

    // Questions without a question mark: the verb comes first.
    [Theory]
    [InlineData("does friday at 2 work")]
    [InlineData("would monday morning be okay")]
    [InlineData("is 4pm fine")]
    [InlineData("have you got anything on sunday")]
    [InlineData("do you have anything left for tomorrow evening")]
    [InlineData("you guys busy this saturday")]
    [InlineData("kindly check whether theres a slot on friday")]
    public void A_free_time_is_asked_for(string text) => Assert.Equal(["CheckAvailability"], Hear(text));

    // Told as done or asked as done, nothing is to be done.
    [Theory]
    [InlineData("did you guys cancel my booking", "MyBookings")]
    [InlineData("my appointment was cancelled?", "MyBookings")]
    [InlineData("have you moved my appointment", "MyBookings")]
    [InlineData("did she cancel my slot", "MyBookings")]
    [InlineData("is it too late to come today", "CheckAvailability")]
    [InlineData("I would like my booking cancelled", "Cancel")]
    [InlineData("I haven't paid yet, send the prompt", "Pay")]
    public void What_is_told_is_not_ordered(string text, string intent) => Assert.Equal([intent], Hear(text));

    // What was named to be refused is no answer.
    [Theory]
    [InlineData("monday doesn't work for me")]
    [InlineData("not tomorrow")]
    [InlineData("I don't want the pedicure")]
    public void A_refused_day_or_service_is_no_slot(string text)
    {
        var heard = Listen(text, Asked.YesNo);
        Assert.Equal(["Deny"], heard.Intents.Select(one => one.Intent.ToString()));
        Assert.False(heard.HasSlots);
    }

    [Theory]
    [InlineData("yes but at 5pm", "Confirm Correct")]
    [InlineData("okay but with Brian", "Correct")]
    [InlineData("wrong day", "Deny")]
    [InlineData("wait not monday tuesday", "Correct")]
    [InlineData("let me confirm with my husband first", "Deny")]
    public void What_was_read_back_is_changed(string text, string intents) => Assert.Equal(intents.Split(' ').Order(), Hear(text, Asked.YesNo).Order());

    [Theory]
    [InlineData("will Brian be there on sunday", "CheckAvailability")]
    [InlineData("which days does Wanjiku come", "CheckAvailability")]
    [InlineData("let me speak to Brian", "Human")]
    [InlineData("give me Wanjiku's number", "Human")]
    public void A_person_may_be_asked_for_or_about(string text, string intent) => Assert.Equal([intent], Hear(text));

    // The words of a service's name are that name.
    [Theory]
    [InlineData("I want a full body wax at 3pm", "Book")]
    [InlineData("how long does wash and blow dry take", "AskPolicy")]
    [InlineData("I need to know the price of the full body wax", "AskPrice")]
    public void A_name_is_no_talk(string text, string intent) => Assert.Equal([intent], Hear(text));

    [Theory]
    [InlineData("what time was I booked for again", "MyBookings")]
    [InlineData("are we still on", "MyBookings")]
    [InlineData("sent the deposit", "HasPaid")]
    [InlineData("drop me the pin", "AskLocation")]
    [InlineData("im lost, cant find your place", "AskLocation")]
    [InlineData("who am I chatting with", "Human")]
    [InlineData("is there somebody I can talk to", "Human")]
    [InlineData("I've been waiting for ages and you're not serious", "Complaint")]
    [InlineData("where do we park", "AskPolicy")]
    [InlineData("your timings please", "AskHours")]
    [InlineData("gtg, see you at 4", "Goodbye")]
    public void Said_in_other_words(string text, string intent) => Assert.Equal([intent], Hear(text));

    private static Understanding Listen(string text, Asked asked) => Ear.Listen(text, new ListeningContext(new DateOnly(2026, 5, 6), new TimeOnly(10, 0), s_shop, asked, []));

    private static string[] Hear(string text, Asked asked = Asked.Nothing) => [.. Listen(text, asked).Intents.Select(heard => heard.Intent.ToString())];
}
