using Ratiba.Engine.Bookings;

namespace Ratiba.Engine.Conversations.Wording;

/// <summary>
/// Every sentence the bot says, in one language. Only <see cref="Booked"/>, <see cref="Cancelled"/> and <see cref="YourBookings"/> may say that something is booked or
/// cancelled, and each takes the row it speaks of (CV6). Languages differ in words only: times, names and prices come from <see cref="Facts"/>.
/// </summary>
internal abstract class Phrases
{
    private static readonly EnglishPhrases s_english = new();
    private static readonly SwahiliPhrases s_swahili = new();
    private static readonly ShengPhrases s_sheng = new();

    /// <summary>The sentences of a language: <c>sw</c>, <c>sheng</c> (relaxed Swahili, CV10), anything else is English.</summary>
    public static Phrases Of(string language) => language switch { "sw" => s_swahili, "sheng" => s_sheng, _ => s_english };

    /// <summary>How times, days and prices are written in this language.</summary>
    public abstract Facts Facts { get; }

    public abstract string WhichService { get; }
    public abstract string WhichOne { get; }
    public abstract string WhichTime { get; }
    public abstract string WhichDay { get; }
    public abstract string WhatToChange { get; }
    public abstract string WhichToCancel { get; }
    public abstract string Missed { get; }
    public abstract string TapOne { get; }
    public abstract string PleaseType { get; }
    public abstract string Stopped { get; }
    public abstract string Kept { get; }
    public abstract string Welcome { get; }
    public abstract string Bye { get; }
    public abstract string NoBookings { get; }
    public abstract string NotCancelled { get; }
    public abstract string CannotMove { get; }
    public abstract string JustTaken { get; }
    public abstract string ServiceGone { get; }
    public abstract string PastDay { get; }
    public abstract string DoNotKnow { get; }
    public abstract string NoUsual { get; }
    public abstract string ThanksForTelling { get; }
    public abstract string PaymentIsChecked { get; }
    public abstract string Sorry { get; }

    public abstract string Services { get; }
    public abstract string Times { get; }
    public abstract string Days { get; }
    public abstract string Options { get; }
    public abstract string Yes { get; }
    public abstract string No { get; }
    public abstract string Book { get; }
    public abstract string PriceList { get; }
    public abstract string MyBookings { get; }
    public abstract string Person { get; }
    public abstract string OtherTimes { get; }
    public abstract string OtherDays { get; }
    public abstract string OtherService { get; }
    public abstract string More { get; }
    public abstract string Stop { get; }
    public abstract string CancelMine { get; }

    public abstract string Booking(string? service, string? staff, string when);

    public abstract string Hello(string shop);

    public abstract string HandedOver(string shop);

    public abstract string GoOn(string service);

    public abstract string BookIt(string slot);

    public abstract string Booked(Appointment made, string slot);

    public abstract string CancelIt(string booking);

    public abstract string Cancelled(Appointment gone, string booking);

    public abstract string NoSuchReference(string reference);

    public abstract string YourBookings(IEnumerable<string> lines);

    public abstract string BookingLine(Appointment appointment, string booking);

    public abstract string TimesFor(string service, string facts);

    public abstract string WhichOfTwo(string first, string second);

    public abstract string NotFree(string when);

    public abstract string PastTime(string when);

    public abstract string ClosedOn(string day);

    public abstract string TooFar(string lastDay);

    public abstract string DoesNotDo(string staff, string service);

    public abstract string NoTime(string service, string lastDay);

    public abstract string OneAtATime(string first);

    public abstract string PriceOf(string service, string facts);

    public abstract string Prices(IEnumerable<string> lines);

    public abstract string OpenOn(string day, string hours);

    public abstract string OpenHours(string week);
}
