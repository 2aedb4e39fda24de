namespace Ratiba.Engine.Conversations.Wording;

/// <summary>Relaxed Swahili for those who write Sheng (CV10). The facts are the same; nobody wants a receptionist who overdoes the slang.</summary>
internal sealed class ShengPhrases : SwahiliPhrases
{
    public override string WhichService => "Unataka service gani?";
    public override string WhichTime => "Saa ngapi iko poa?";
    public override string WhichDay => "Siku gani iko poa?";
    public override string WhatToChange => "Hakuna noma. Nibadilishe nini?";
    public override string Missed => "Pole, sijaget hiyo.";
    public override string Stopped => "Poa, nimeacha hapo. Andika any time tuanze tena.";
    public override string Welcome => "Karibu sana.";
    public override string Bye => "Poa, tuonane!";
    public override string NoBookings => "Hauna booking yoyote inakuja.";
    public override string JustTaken => "Pole, hiyo slot imechukuliwa saa hii.";
    public override string DoNotKnow => "Hiyo sina jibu. Nikuunganishe na mtu?";
    public override string Book => "Book";
    public override string MyBookings => "Booking zangu";
    public override string CancelMine => "Cancel booking yangu";

    public override string Hello(string shop) => $"Niaje, hapa ni {shop}. Naweza kukubookia, kukupa bei na masaa ya kufungua.";

    public override string BookIt(string slot) => $"{slot}. Nibook?";
}
