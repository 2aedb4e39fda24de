using Ratiba.Engine.Bookings;

namespace Ratiba.Engine.Conversations.Wording;

/// <summary>Swahili as a polite receptionist writes it.</summary>
internal class SwahiliPhrases : Phrases
{
    public override Facts Facts { get; } = new SwahiliFacts();
    public override string WhichService => "Ungependa huduma gani?";
    public override string WhichOne => "Unamaanisha ipi kati ya hizi?";
    public override string WhichTime => "Saa ngapi inakufaa?";
    public override string WhichDay => "Siku gani inakufaa?";
    public override string WhatToChange => "Hakuna shida. Nibadilishe nini?";
    public override string WhichToCancel => "Nifute miadi ipi?";
    public override string Missed => "Samahani, sijaelewa.";
    public override string TapOne => "Turahisishe. Tafadhali gusa moja:";
    public override string PleaseType => "Samahani, hapa nasoma maandishi tu. Tafadhali andika, au gusa chaguo.";
    public override string Stopped => "Sawa, nimeacha hapa. Andika wakati wowote tuanze tena.";
    public override string Kept => "Sawa, inabaki ilivyo.";
    public override string Welcome => "Karibu sana.";
    public override string Bye => "Kwaheri, karibu tena wakati wowote.";
    public override string NoBookings => "Huna miadi yoyote ijayo kwetu.";
    public override string NotCancelled => "Miadi hiyo ilishabadilishwa au kufutwa, kwa hivyo sijaigusa.";
    public override string CannotMove => "Siwezi kuhamisha miadi mwenyewe. Naweza kuifuta na kutafuta saa nyingine, au nikuunganishe na mtu.";
    public override string JustTaken => "Samahani, nafasi hiyo imechukuliwa sasa hivi.";
    public override string ServiceGone => "Huduma hiyo haipo tena.";
    public override string PastDay => "Wakati huo umeshapita.";
    public override string DoNotKnow => "Sina jibu la hilo. Nikuunganishe na mtu?";
    public override string NoUsual => "Sina rekodi ya ziara yako ya awali ya kurudia.";
    public override string ThanksForTelling => "Asante kwa kutujulisha.";
    public override string PaymentIsChecked => "Asante. Lazima malipo yahakikishwe kwanza.";
    public override string Sorry => "Pole sana kwa hilo.";

    public override string Services => "Huduma";
    public override string Times => "Saa";
    public override string Days => "Siku";
    public override string Options => "Chaguo";
    public override string Yes => "Ndiyo";
    public override string No => "Hapana";
    public override string Book => "Weka miadi";
    public override string PriceList => "Bei";
    public override string MyBookings => "Miadi yangu";
    public override string Person => "Ongea na mtu";
    public override string OtherTimes => "Saa nyingine";
    public override string OtherDays => "Siku nyingine";
    public override string OtherService => "Huduma nyingine";
    public override string More => "Zaidi";
    public override string Stop => "Acha";
    public override string CancelMine => "Futa miadi yangu";

    public override string Booking(string? service, string? staff, string when) => $"{service ?? "Miadi"}{(staff is null ? "" : " na " + staff)}, {when}";

    public override string Hello(string shop) => $"Karibu {shop}. Naweza kukuwekea miadi, kukupa bei na saa za kufungua.";

    public override string HandedOver(string shop) => $"Nakuunganisha na mtu wa {shop}. Atakujibu hapa.";

    public override string GoOn(string service) => $"Karibu tena. Tuendelee na miadi yako ya {service}?";

    public override string BookIt(string slot) => $"{slot}. Niweke miadi hii?";

    public override string Booked(Appointment made, string slot) => $"Miadi imewekwa: {slot}. Nambari yako ni {made.Reference}. Karibu sana!";

    public override string CancelIt(string booking) => $"Nifute {booking}?";

    public override string Cancelled(Appointment gone, string booking) => $"Imefutwa: {booking}. Nambari ilikuwa {gone.Reference}.";

    public override string NoSuchReference(string reference) => $"Sioni miadi yako yenye nambari {reference}.";

    public override string YourBookings(IEnumerable<string> lines) => "Miadi yako:\n" + string.Join('\n', lines);

    public override string BookingLine(Appointment appointment, string booking) => $"{booking} (nambari {appointment.Reference})";

    public override string TimesFor(string service, string facts) => $"{service}: {facts}. {WhichTime}";

    public override string WhichOfTwo(string first, string second) => $"Unamaanisha {first} au {second}?";

    public override string NotFree(string when) => $"{when} hakuna nafasi.";

    public override string PastTime(string when) => $"{when} iko karibu mno au imeshapita.";

    public override string ClosedOn(string day) => $"{day} tumefunga.";

    public override string TooFar(string lastDay) => $"Naweza kuweka miadi hadi {lastDay}.";

    public override string DoesNotDo(string staff, string service) => $"{staff} hafanyi {service}.";

    public override string NoTime(string service, string lastDay) => $"Hakuna nafasi ya {service} hadi {lastDay}.";

    public override string OneAtATime(string first) => $"Moja baada ya nyingine: kwanza {first}.";

    public override string PriceOf(string service, string facts) => $"{service}: {facts}.";

    public override string Prices(IEnumerable<string> lines) => "Bei zetu:\n" + string.Join('\n', lines);

    public override string OpenOn(string day, string hours) => $"{day} tumefungua {hours}.";

    public override string OpenHours(string week) => $"Tunafungua {week}.";
}
