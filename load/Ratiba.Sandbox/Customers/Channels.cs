namespace Ratiba.Sandbox.Customers;

/// <summary>The channels' names, as in the webhook paths.</summary>
internal static class Channels
{
    public const string WhatsApp = "whatsapp";
    public const string Instagram = "instagram";
    public const string Messenger = "messenger";

    public static bool IsKnown(string channel) => channel is WhatsApp or Instagram or Messenger;
}
