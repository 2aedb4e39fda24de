using Ratiba.Sandbox.Webhooks;

namespace Ratiba.Sandbox.Customers;

/// <summary>What a simulated customer says: the JSON of <c>POST /sandbox/messages</c>.</summary>
/// <param name="Phone">The customer: digits with country code; on Messenger and Instagram the page-scoped id.</param>
/// <param name="PhoneNumberId">The business: its number or page.</param>
/// <param name="Text">The words; left out with a tap.</param>
/// <param name="Tap">A tapped button, list row or quick reply.</param>
/// <param name="ReplyTo">The id of the message that is answered.</param>
/// <param name="Name">The name in the customer's profile.</param>
/// <param name="Channel"><c>whatsapp</c>, <c>instagram</c> or <c>messenger</c>.</param>
/// <param name="Id">The message's id; made when left out. The same id twice is a redelivery.</param>
/// <param name="Signature">A forger's signature, or none.</param>
internal sealed record CustomerMessage(
    string Phone, string PhoneNumberId, string? Text = null, Tap? Tap = null, string? ReplyTo = null, string? Name = null,
    string Channel = Channels.WhatsApp, string? Id = null, SignatureMode Signature = SignatureMode.Right);

/// <summary>A tap. <paramref name="Kind"/> is <c>button</c> or <c>list</c>.</summary>
internal sealed record Tap(string Id, string Title, string Kind = "button");

/// <summary>What became of a customer's message.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">The server's answer to the webhook.</param>
/// <param name="AckedMs">How long the answer took.</param>
internal sealed record MessageReceipt(string Id, int Status, double AckedMs);
