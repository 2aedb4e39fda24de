using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Catalog;

/// <summary>What was not understood is listed, explained by the owner, understood at once, and taken back (OB6).</summary>
public sealed class OwnPhraseTests(PostgresCluster cluster)
{
    private const string Account = "1001", Phrase = "Ile ya madaraka", Route = "/api/v1/admin/phrases";

    [Fact]
    public async Task ExplainedPhrase_IsUnderstoodAtOnceAndUndone()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await RatibaNode.StartAsync(database);
        var owner = await node.Http.SignInAsync("mine", await node.Http.OnboardAsync("mine", Account));
        var schema = await database.ScalarAsync<string>("select schema_name from public.tenants");
        Task<string> SayAsync(int customer, string text) => ReplyAsync(node, database, schema, customer, text);

        Assert.StartsWith("Samahani, sijaelewa.", await SayAsync(1, "ile ya   MADARAKA"), StringComparison.Ordinal);
        await SayAsync(2, "Ile ya   Madaraka");
        await SayAsync(2, "hello");
        var missed = (await node.Http.ItemsAsync(owner, Route + "/misunderstood")).Single();
        Assert.Equal(("ile ya   madaraka", 2), (missed.GetProperty("phrase").GetString(), missed.GetProperty("times").GetInt32()));

        using var added = await node.Http.SendAsync(owner, HttpMethod.Post, Route, new { phrase = " Ile  ya madaraka ", services = new[] { "pedicure" } });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var shape = await added.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((Phrase, "Pedicure"), (shape.GetProperty("phrase").GetString(), shape.GetProperty("services")[0].GetString()));
        Assert.Equal(added.Headers.Location?.ToString(), $"{Route}/{shape.GetProperty("id").GetString()}");
        Assert.Contains("Pedicure", await SayAsync(3, "naomba ile ya madaraka kesho"), StringComparison.Ordinal);

        Assert.Single(await node.Http.ItemsAsync(owner, Route));
        Assert.Equal(HttpStatusCode.NoContent, await node.Http.StatusAsync(owner, HttpMethod.Delete, added.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, await node.Http.StatusAsync(owner, HttpMethod.Delete, added.Headers.Location.ToString()));
        Assert.Empty(await node.Http.ItemsAsync(owner, Route));
        Assert.StartsWith("Samahani, sijaelewa.", await SayAsync(4, "ile ya madaraka"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadPhrases_AreRefusedAndOtherTenantsSeeNone()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await RatibaNode.StartAsync(database, new Dictionary<string, string?> { ["Lanes:Enabled"] = "false" });
        var mine = await node.Http.SignInAsync("mine", await node.Http.OnboardAsync("mine", Account));
        var other = await node.Http.SignInAsync("other", await node.Http.OnboardAsync("other", "2002"));
        Task<HttpStatusCode> AddAsync(object body) => node.Http.StatusAsync(mine, HttpMethod.Post, Route, body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AddAsync(new { phrase = "x", services = new[] { "Pedicure" } }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AddAsync(new { phrase = "1234", services = new[] { "Pedicure" } }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AddAsync(new { phrase = new string('a', 81), services = new[] { "Pedicure" } }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AddAsync(new { phrase = Phrase, services = Array.Empty<string>() }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AddAsync(new { phrase = Phrase, services = new[] { "Pedicure", "Rocket science" } }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AddAsync(new { phrase = Phrase }));
        Assert.Equal(HttpStatusCode.Created, await AddAsync(new { phrase = Phrase, services = new[] { "Pedicure", "pedicure " } }));
        Assert.Equal(HttpStatusCode.Conflict, await AddAsync(new { phrase = Phrase.ToUpperInvariant(), services = new[] { "Pedicure" } }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await node.Http.StatusAsync(mine, HttpMethod.Get, Route + "/misunderstood?days=91"));

        var id = (await node.Http.ItemsAsync(mine, Route)).Single().GetProperty("id").GetString();
        Assert.Empty(await node.Http.ItemsAsync(other, Route));
        Assert.Equal(HttpStatusCode.NotFound, await node.Http.StatusAsync(other, HttpMethod.Delete, $"{Route}/{id}"));
        Assert.Single(await node.Http.ItemsAsync(mine, Route));
        Assert.Equal(HttpStatusCode.Unauthorized, await node.Http.StatusAsync("none", HttpMethod.Get, Route));

        var schema = await database.ScalarAsync<string>("select schema_name from public.tenants where slug = 'mine'");
        await database.ExecuteAsync($"insert into {schema}.own_phrases (id, phrase, created_at) select gen_random_uuid(), 'phrase ' || n, now() from generate_series(2, 500) n");
        Assert.Equal(HttpStatusCode.Conflict, await AddAsync(new { phrase = "one too many", services = new[] { "Pedicure" } }));
    }

    private static async Task<string> ReplyAsync(RatibaNode node, TestDatabase database, string schema, int customer, string text)
    {
        var replies = $"select count(*) from {schema}.messages where author = 'bot'";
        var before = await database.ScalarAsync<long>(replies);
        await node.Http.PostSignedAsync("whatsapp", Webhook.WhatsAppText(Account, $"25470000000{customer}", $"wamid.{before}.{customer}", text));
        await Eventually.TrueAsync("a reply", async () => await database.ScalarAsync<long>(replies) == before + 1, TimeSpan.FromSeconds(20));
        return await database.ScalarAsync<string>($"select text from {schema}.messages where author = 'bot' order by created_at desc, id desc limit 1");
    }
}
