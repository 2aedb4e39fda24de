namespace Ratiba.Engine.Language;

/// <summary>What a customer wants with a message. Files and labelled data write the names in lower case: <c>check-availability</c>, <c>check_availability</c>.</summary>
internal enum Intent
{
    /// <summary>Nothing was understood.</summary>
    None,

    /// <summary>"hello", "niaje".</summary>
    Greet,

    /// <summary>Wants a visit.</summary>
    Book,

    /// <summary>Asks whether there is a free time.</summary>
    CheckAvailability,

    /// <summary>Asks what something costs.</summary>
    AskPrice,

    /// <summary>Asks when the shop is open.</summary>
    AskHours,

    /// <summary>Asks where the shop is.</summary>
    AskLocation,

    /// <summary>Asks about deposit, cancelling, lateness, parking, ways to pay, walk-ins.</summary>
    AskPolicy,

    /// <summary>Asks what the shop does.</summary>
    AskServices,

    /// <summary>Asks for the own bookings, or whether one stands.</summary>
    MyBookings,

    /// <summary>Moves a booking to another time.</summary>
    Reschedule,

    /// <summary>Cancels a booking.</summary>
    Cancel,

    /// <summary>Yes.</summary>
    Confirm,

    /// <summary>No.</summary>
    Deny,

    /// <summary>Chose one of the options.</summary>
    Pick,

    /// <summary>Other options than those offered.</summary>
    MoreOptions,

    /// <summary>Takes back something said before: "no, 4 pm", "actually Friday".</summary>
    Correct,

    /// <summary>One question back.</summary>
    GoBack,

    /// <summary>Say it again.</summary>
    Repeat,

    /// <summary>From the beginning.</summary>
    StartOver,

    /// <summary>Leave this question out.</summary>
    Skip,

    /// <summary>Wants to pay, or asks how.</summary>
    Pay,

    /// <summary>Says that the money was sent. Never believed nor refused: it starts the check ladder (Spec 3).</summary>
    HasPaid,

    /// <summary>Says that the payment did not work.</summary>
    PaymentFailed,

    /// <summary>Pasted an M-Pesa message (PM11).</summary>
    Receipt,

    /// <summary>Will be late.</summary>
    RunningLate,

    /// <summary>Is at the door.</summary>
    Arrived,

    /// <summary>Wants to be told when a time becomes free.</summary>
    Waitlist,

    /// <summary>"The usual", "kama kawaida" (CV17).</summary>
    Usual,

    /// <summary>Wants a person.</summary>
    Human,

    /// <summary>Complains or is angry.</summary>
    Complaint,

    /// <summary>Thanks.</summary>
    Thanks,

    /// <summary>Goodbye.</summary>
    Goodbye,

    /// <summary>Wants no more messages: STOP.</summary>
    OptOut,

    /// <summary>Wants messages again: START.</summary>
    OptIn,

    /// <summary>Nothing of the shop's business.</summary>
    OutOfScope,
}
