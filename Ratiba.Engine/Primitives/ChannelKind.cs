namespace Ratiba.Engine.Primitives;

/// <summary>Where a customer writes. The numbers are stored; never renumber.</summary>
public enum ChannelKind : short
{
    /// <summary>WhatsApp Cloud API; the account id is the <c>phone_number_id</c>.</summary>
    WhatsApp = 1,

    /// <summary>Instagram direct messages; the account id is <c>entry.id</c>.</summary>
    Instagram = 2,

    /// <summary>Facebook Messenger; the account id is the page id.</summary>
    Messenger = 3,

    /// <summary>The shop's own page; the account id is the tenant's slug.</summary>
    Web = 4,
}
