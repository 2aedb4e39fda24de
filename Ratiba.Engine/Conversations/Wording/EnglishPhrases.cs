using Ratiba.Engine.Bookings;

namespace Ratiba.Engine.Conversations.Wording;

/// <summary>English.</summary>
internal sealed class EnglishPhrases : Phrases
{
    public override Facts Facts { get; } = new EnglishFacts();
    public override string WhichService => "Which service would you like?";
    public override string WhichOne => "Which one do you mean?";
    public override string WhichTime => "Which time suits you?";
    public override string WhichDay => "Which day suits you?";
    public override string WhatToChange => "No problem. What should I change?";
    public override string WhichToCancel => "Which booking should I cancel?";
    public override string Missed => "Sorry, I did not get that.";
    public override string TapOne => "Let me make it simple. Please tap one:";
    public override string PleaseType => "Sorry, I can only read text here. Please type, or tap a choice.";
    public override string Stopped => "All right, I have stopped here. Write any time to start again.";
    public override string Kept => "All right, it stays as it is.";
    public override string Welcome => "You are welcome.";
    public override string Bye => "Goodbye, and write any time.";
    public override string NoBookings => "You have no upcoming bookings with us.";
    public override string NotCancelled => "That booking was already changed or cancelled, so I left it alone.";
    public override string CannotMove => "I cannot move a booking by myself. I can cancel it and find another time, or pass you to a person.";
    public override string JustTaken => "Sorry, that time was taken a moment ago.";
    public override string ServiceGone => "That service is no longer offered.";
    public override string PastDay => "That time has already passed.";
    public override string DoNotKnow => "I do not have that answer. Shall I pass you to a person?";
    public override string NoUsual => "I do not have an earlier visit of yours to repeat.";
    public override string ThanksForTelling => "Thank you for telling us.";
    public override string PaymentIsChecked => "Thank you. The payment has to be checked first.";
    public override string Sorry => "I am sorry about this.";

    public override string Services => "Services";
    public override string Times => "Times";
    public override string Days => "Days";
    public override string Options => "Options";
    public override string Yes => "Yes";
    public override string No => "No";
    public override string Book => "Book";
    public override string PriceList => "Prices";
    public override string MyBookings => "My bookings";
    public override string Person => "Talk to a person";
    public override string OtherTimes => "Other times";
    public override string OtherDays => "Other days";
    public override string OtherService => "Another service";
    public override string More => "More";
    public override string Stop => "Stop";
    public override string CancelMine => "Cancel my booking";

    public override string Booking(string? service, string? staff, string when) => $"{service ?? "Appointment"}{(staff is null ? "" : " with " + staff)}, {when}";

    public override string Hello(string shop) => $"Hello, this is {shop}. I can book you in, give prices and opening hours.";

    public override string HandedOver(string shop) => $"I am passing you to a person at {shop}. They will answer you here.";

    public override string GoOn(string service) => $"Welcome back. Shall we go on with your {service} booking?";

    public override string BookIt(string slot) => $"{slot}. Shall I book it?";

    public override string Booked(Appointment made, string slot) => $"Booked: {slot}. Your reference is {made.Reference}. See you then!";

    public override string CancelIt(string booking) => $"Cancel {booking}?";

    public override string Cancelled(Appointment gone, string booking) => $"Cancelled: {booking}. The reference was {gone.Reference}.";

    public override string NoSuchReference(string reference) => $"I find no booking {reference} of yours.";

    public override string YourBookings(IEnumerable<string> lines) => "Your bookings:\n" + string.Join('\n', lines);

    public override string BookingLine(Appointment appointment, string booking) => $"{booking} (reference {appointment.Reference})";

    public override string TimesFor(string service, string facts) => $"{service}: {facts}. {WhichTime}";

    public override string WhichOfTwo(string first, string second) => $"Do you mean {first} or {second}?";

    public override string NotFree(string when) => $"{when} is not free.";

    public override string PastTime(string when) => $"{when} is too soon or already past.";

    public override string ClosedOn(string day) => $"We are closed on {day}.";

    public override string TooFar(string lastDay) => $"I can book up to {lastDay}.";

    public override string DoesNotDo(string staff, string service) => $"{staff} does not do {service}.";

    public override string NoTime(string service, string lastDay) => $"There is no free time for {service} up to {lastDay}.";

    public override string OneAtATime(string first) => $"One after the other: first {first}.";

    public override string PriceOf(string service, string facts) => $"{service}: {facts}.";

    public override string Prices(IEnumerable<string> lines) => "Our prices:\n" + string.Join('\n', lines);

    public override string OpenOn(string day, string hours) => $"On {day} we are open {hours}.";

    public override string OpenHours(string week) => $"We are open {week}.";
}
