using Ratiba.Engine.Bookings;

namespace Ratiba.Engine.Conversations;

/// <summary>
/// Every sentence the bot says. Only <see cref="Booked"/>, <see cref="Cancelled"/> and <see cref="YourBookings"/> may say that something is booked or
/// cancelled, and each takes the row it speaks of (CV6).
/// </summary>
internal static class Phrases
{
    public const string WhichService = "Which service would you like?";
    public const string WhichOne = "Which one do you mean?";
    public const string WhichTime = "Which time suits you?";
    public const string WhichDay = "Which day suits you?";
    public const string WhatToChange = "No problem. What should I change?";
    public const string WhichToCancel = "Which booking should I cancel?";
    public const string Missed = "Sorry, I did not get that.";
    public const string TapOne = "Let me make it simple. Please tap one:";
    public const string PleaseType = "Sorry, I can only read text here. Please type, or tap a choice.";
    public const string Stopped = "All right, I have stopped here. Write any time to start again.";
    public const string Kept = "All right, it stays as it is.";
    public const string Welcome = "You are welcome.";
    public const string NoBookings = "You have no upcoming bookings with us.";
    public const string NotCancelled = "That booking was already changed or cancelled, so I left it alone.";
    public const string CannotMove = "I cannot move a booking by myself. I can cancel it and find another time, or pass you to a person.";
    public const string JustTaken = "Sorry, that time was taken a moment ago.";
    public const string ServiceGone = "That service is no longer offered.";
    public const string Services = "Services";
    public const string Times = "Times";
    public const string Days = "Days";
    public const string Options = "Options";

    public static string Hello(string shop) => $"Hello, this is {shop}. I can book you in, give prices and opening hours.";

    public static string HandedOver(string shop) => $"I am passing you to a person at {shop}. They will answer you here.";

    public static string GoOn(string service) => $"Welcome back. Shall we go on with your {service} booking?";

    public static string BookIt(string slot) => $"{slot}. Shall I book it?";

    public static string Booked(Appointment made, string slot) => $"Booked: {slot}. Your reference is {made.Reference}. See you then!";

    public static string CancelIt(string booking) => $"Cancel {booking}?";

    public static string Cancelled(Appointment gone, string booking) => $"Cancelled: {booking}. The reference was {gone.Reference}.";

    public static string YourBookings(IEnumerable<string> lines) => "Your bookings:\n" + string.Join('\n', lines);

    public static string BookingLine(Appointment appointment, string booking) => $"{booking} (reference {appointment.Reference})";

    public static string TimesFor(string service, string facts) => $"{service}: {facts}. {WhichTime}";

    public static string NotFree(string when) => $"{when} is not free.";

    public static string PastTime(string when) => $"{when} is too soon or already past.";

    public static string ClosedOn(string day) => $"We are closed on {day}.";

    public static string TooFar(string lastDay) => $"I can book up to {lastDay}.";

    public static string DoesNotDo(string staff, string service) => $"{staff} does not do {service}.";

    public static string NoTime(string service, string lastDay) => $"There is no free time for {service} up to {lastDay}.";

    public static string PriceOf(string service, string facts) => $"{service}: {facts}.";

    public static string Prices(IEnumerable<string> lines) => "Our prices:\n" + string.Join('\n', lines);

    public static string OpenOn(string day, string hours) => $"On {day} we are open {hours}.";

    public static string OpenHours(string week) => $"We are open {week}.";
}
