namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// What the intent reader knows beside the words: the question just asked, and what the other readers heard. A bare slot means what the question
/// makes of it.
/// </summary>
/// <param name="Asked">The question just asked.</param>
/// <param name="OptionsOffered">Whether options to choose from stood below it.</param>
/// <param name="Heard">Which slots the message holds.</param>
/// <param name="Receipt">Where a pasted M-Pesa message stands: its own "confirmed" and "paid to" are not the customer's words.</param>
/// <param name="Services">The services heard, with their places: the words of a name are no talk.</param>
internal readonly record struct IntentSetting(
    Asked Asked = Asked.Nothing, bool OptionsOffered = false, HeardSlots Heard = HeardSlots.None, TextSpan? Receipt = null,
    IReadOnlyList<HeardService>? Services = null)
{
    /// <summary>Whether services were named, and each to be refused: "I don't want gel".</summary>
    public bool OnlyUnwanted
    {
        get
        {
            if (Services is not { Count: > 0 } services) return false;
            for (var i = 0; i < services.Count; i++)
                if (!services[i].Unwanted) return false;
            return true;
        }
    }

    /// <summary>Whether any of these slots was heard.</summary>
    public bool Has(HeardSlots slots) => (Heard & slots) != 0;
}

/// <summary>Slots that other readers heard in the message.</summary>
[Flags]
internal enum HeardSlots
{
    None = 0,

    /// <summary>A service or several.</summary>
    Service = 1,

    /// <summary>A person of the shop, or "anyone".</summary>
    Staff = 2,

    /// <summary>A day or days.</summary>
    Day = 4,

    /// <summary>A time, a part of the day or bounds on it.</summary>
    Time = 8,

    /// <summary>A day or a time.</summary>
    When = Day | Time,

    /// <summary>An amount.</summary>
    Money = 16,

    /// <summary>A pasted M-Pesa message.</summary>
    Receipt = 32,

    /// <summary>The code of a payment alone.</summary>
    ReceiptCode = 64,

    /// <summary>A choice among the options.</summary>
    Pick = 128,

    /// <summary>A number of people.</summary>
    Party = 256,

    /// <summary>A phone number.</summary>
    Phone = 512,

    /// <summary>The customer's own name.</summary>
    Name = 1024,

    /// <summary>A length of time.</summary>
    Duration = 2048,

    /// <summary>A number of things.</summary>
    Quantity = 4096,

    /// <summary>What a booking is made of.</summary>
    OfBooking = Service | Staff | When | Party | Phone | Name | Quantity,
}
