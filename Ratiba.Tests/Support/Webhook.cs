using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Ratiba.Tests.Support;

/// <summary>Signed webhooks as Meta sends them.</summary>
internal static class Webhook
{
    /// <summary>Posts a body with a valid signature.</summary>
    public static Task<HttpResponseMessage> PostSignedAsync(this HttpClient http, string channel, byte[] body, string secret = RatibaNode.AppSecret) =>
        http.PostAsync(channel, body, Signature(body, secret));

    /// <summary>Posts a body with whatever signature headers are given.</summary>
    public static async Task<HttpResponseMessage> PostAsync(this HttpClient http, string channel, byte[] body, params string[] signatures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/webhooks/{channel}") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (signatures.Length > 0) request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signatures);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The value of <c>X-Hub-Signature-256</c>.</summary>
    public static string Signature(byte[] body, string secret) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>A WhatsApp text as the Cloud API delivers it.</summary>
    public static byte[] WhatsAppText(string phoneNumberId, string from, string id, string text) => Encoding.UTF8.GetBytes($$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"value":{"messaging_product":"whatsapp",
        "metadata":{"display_phone_number":"254700000000","phone_number_id":"{{{phoneNumberId}}}"},
        "contacts":[{"profile":{"name":"Achieng"},"wa_id":"{{{from}}}"}],
        "messages":[{"from":"{{{from}}}","id":"{{{id}}}","timestamp":"1749416383","type":"text","text":{"body":{{{System.Text.Json.JsonSerializer.Serialize(text)}}}}}]},"field":"messages"}]}]}
        """);
}
