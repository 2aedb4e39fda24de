using System.Globalization;
using System.Text;

namespace Ratiba.Load.Messages;

/// <summary>
/// One webhook request as bytes, with the places that differ from message to message. All of them have a fixed width, so a message is a copy and a few patches.
/// </summary>
internal sealed class MessageTemplate
{
    public const int AccountWidth = 15;
    public const int PhoneWidth = 12;
    public const int IndexWidth = 12;
    public const int SignatureWidth = 64;

    private const string Account = "ACCOUNT________";
    private const string Phone = "PHONE_______";
    private const string Index = "INDEX_______";

    private static readonly string Signature = new('0', SignatureWidth);

    /// <summary>A text message of <paramref name="bodyLength"/> bytes or more.</summary>
    public MessageTemplate(string text, string idPrefix, long timestamp, int bodyLength)
    {
        var body = Body(text, idPrefix, timestamp, "");
        body = Body(text, idPrefix, timestamp, new string('x', Math.Max(0, bodyLength - Encoding.UTF8.GetByteCount(body))));
        var length = Encoding.UTF8.GetByteCount(body).ToString(CultureInfo.InvariantCulture);
        var head = $"POST /api/v1/webhooks/whatsapp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n"
            + $"X-Hub-Signature-256: sha256={Signature}\r\n\r\n";
        Bytes = Encoding.UTF8.GetBytes(head + body);
        BodyAt = Encoding.UTF8.GetByteCount(head);
        SignatureAt = Find(Signature, 0);
        AccountAt = Find(Account, BodyAt);
        WaIdAt = Find(Phone, BodyAt);
        FromAt = Find(Phone, WaIdAt + 1);
        IndexAt = Find(Index, BodyAt);
    }

    public byte[] Bytes { get; }

    public int BodyAt { get; }

    public int SignatureAt { get; }

    public int AccountAt { get; }

    public int WaIdAt { get; }

    public int FromAt { get; }

    public int IndexAt { get; }

    private int Find(string what, int from)
    {
        var at = Bytes.AsSpan(from).IndexOf(Encoding.UTF8.GetBytes(what));
        return at >= 0 ? from + at : throw new InvalidOperationException($"the template has no {what}");
    }

    // The filler stands in a key that no server knows: real payloads carry such keys too, and the text stays a sentence.
    private static string Body(string text, string idPrefix, long timestamp, string filler) =>
        $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"254700000001","phone_number_id":"{{{Account}}}"},"contacts":[{"profile":{"name":"Wanjiku Kamau"},"wa_id":"{{{Phone}}}"}],"messages":[{"from":"{{{Phone}}}","id":"{{{idPrefix}}}{{{Index}}}","timestamp":"{{{timestamp}}}","type":"text","text":{"body":"{{{text}}}"}}],"trace":"{{{filler}}}"},"field":"messages"}]}]}
        """;
}
