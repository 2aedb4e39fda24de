using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ratiba.Tests.Support;

/// <summary>The admin REST as an integrator calls it.</summary>
internal static class AdminCalls
{
    /// <summary>Onboards a spa, connects its WhatsApp number and returns the owner's first password.</summary>
    public static async Task<string> OnboardAsync(this HttpClient http, string slug, string account)
    {
        using var create = new HttpRequestMessage(HttpMethod.Post, "/api/v1/admin/tenants")
        {
            Content = JsonContent.Create(new { name = slug, slug, vertical = "spa", default_locale = "en", admin = new { phone_e164 = "+254712345678", email = "owner@shop.example" } }),
        };
        create.Headers.Add("X-Admin-API-Key", RatibaNode.AdminKey);
        using var created = await http.SendAsync(create, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetString();

        using var connect = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/admin/tenants/{id}/channels/whatsapp")
        {
            Content = JsonContent.Create(new { phone_number_id = account, access_token = "sandbox-token" }),
        };
        connect.Headers.Add("X-Admin-API-Key", RatibaNode.AdminKey);
        using var connected = await http.SendAsync(connect, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, connected.StatusCode);
        return created.Headers.GetValues("Ratiba-Initial-Password").Single();
    }

    /// <summary>An access token of the owner.</summary>
    public static async Task<string> SignInAsync(this HttpClient http, string slug, string password)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = "ratiba-dashboard",
            ["username"] = "owner@shop.example",
            ["password"] = password,
        });
        using var signedIn = await http.PostAsync(new Uri($"/realms/{slug}/protocol/openid-connect/token", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        return (await signedIn.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("access_token").GetString()!;
    }

    /// <summary>A request of a tenant's own people.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this HttpClient http, string token, HttpMethod method, string path, object? body = null)
    {
        using HttpRequestMessage request = new(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The status of the answer to a request of a tenant's own people.</summary>
    public static async Task<HttpStatusCode> StatusAsync(this HttpClient http, string token, HttpMethod method, string path, object? body = null)
    {
        using var answer = await http.SendAsync(token, method, path, body);
        return answer.StatusCode;
    }

    /// <summary>The <c>items</c> of a list that a tenant's own people ask for.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ItemsAsync(this HttpClient http, string token, string path)
    {
        using var answer = await http.SendAsync(token, HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("items").EnumerateArray()];
    }
}
