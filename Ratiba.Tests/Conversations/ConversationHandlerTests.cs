using Ratiba.Tests.Support;

namespace Ratiba.Tests.Conversations;

public sealed class ConversationHandlerTests(PostgresCluster cluster)
{
    private const string Wish = "Hi, can I book a Swedish massage tomorrow at 3pm?";

    [Fact]
    public async Task FirstConversation_BooksAndRepliesFromTheRow()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database);

        Assert.EndsWith("Shall I book it?", await lane.SayAsync("254700000001", Wish), StringComparison.Ordinal);
        var booked = await lane.SayAsync("254700000001", "yes");

        Assert.StartsWith("Booked: ", booked, StringComparison.Ordinal);
        var id = await database.ScalarAsync<Guid>($"select id from {lane.Schema()}.appointments where state = 'confirmed'");
        Assert.Contains(Ratiba.Engine.Primitives.BookingReference.Of(id), booked, StringComparison.Ordinal);
        Assert.Equal("booked", await database.ScalarAsync<string>($"select what from {lane.Schema()}.appointment_events where appointment_id = @id", new { id }));
        Assert.Equal(1, await database.ScalarAsync<int>($"select count(*)::int from {lane.Schema()}.customers where name = 'Amina' and phone_e164 = '+254700000001'"));
        Assert.Equal(4, await database.ScalarAsync<int>($"select count(*)::int from {lane.Schema()}.messages"));
        Assert.Equal(2, await database.ScalarAsync<int>("select count(*)::int from public.outbox where recipient = '254700000001' and state = 0"));
        Assert.Equal(2, await database.ScalarAsync<int>("select count(*)::int from public.inbox_settled"));
        Assert.Equal(
            TimeSpan.FromHours(24), await database.ScalarAsync<TimeSpan>($"select window_expires_at - last_inbound_at from {lane.Schema()}.conversations"));
    }

    [Fact]
    public async Task ManyTenantsInOneBatch_EachInItsOwnSchema()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database, tenants: 3);

        var wishes = Enumerable.Range(0, 12).Select(i => lane.Text($"25470000000{i}", Wish, i % 3)).ToArray();
        Assert.Empty((await lane.HandleAsync(wishes)).Failures);
        var yes = Enumerable.Range(0, 12).Select(i => lane.Text($"25470000000{i}", "yes", i % 3)).ToArray();
        Assert.Empty((await lane.HandleAsync(yes)).Failures);

        for (var tenant = 0; tenant < 3; tenant++)
        {
            // Four customers want the same hour; three people do massages on weekdays, two on Sundays. Nobody is booked twice, nobody goes unanswered.
            var made = await database.ScalarAsync<int>($"select count(*)::int from {lane.Schema(tenant)}.appointments where state = 'confirmed'");
            Assert.InRange(made, 2, 3);
            Assert.Equal(4, await database.ScalarAsync<int>($"select count(*)::int from {lane.Schema(tenant)}.conversations"));
            Assert.Equal(8, await database.ScalarAsync<int>($"select count(*)::int from {lane.Schema(tenant)}.messages where direction = 1"));
            Assert.Equal(
                made, await database.ScalarAsync<int>($"select count(*)::int from {lane.Schema(tenant)}.messages where text like 'Booked:%' and direction = 1"));
        }
    }

    [Fact]
    public async Task TwoNodesWithStaleDiaries_OneBooksTheOtherOffersAlternatives()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var one = await LaneBench.StartAsync(database);
        await using var two = await LaneBench.StartAsync(database, beside: one);
        // Only one person, so that there is no other to fall back on.
        const string wish = "swedish massage with Achieng tomorrow at 3pm";
        await one.SayAsync("254700000001", wish);
        await two.SayAsync("254700000002", wish);

        Assert.StartsWith("Booked: ", await one.SayAsync("254700000001", "yes"), StringComparison.Ordinal);
        Assert.StartsWith("Sorry, that time was taken a moment ago.", await two.SayAsync("254700000002", "yes"), StringComparison.Ordinal);

        Assert.Equal(1, await database.ScalarAsync<int>($"select count(*)::int from {one.Schema()}.appointments"));
        var offered = await database.ScalarAsync<string>($"select state->'o'->0->>'l' from {one.Schema()}.conversations where customer_key = '254700000002'");
        Assert.NotEqual("", offered);
    }

    [Fact]
    public async Task TwoNodesWithStaleDiaries_AnyoneWillDo_BothAreBooked()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var one = await LaneBench.StartAsync(database);
        await using var two = await LaneBench.StartAsync(database, beside: one);
        await one.SayAsync("254700000001", Wish);
        await two.SayAsync("254700000002", Wish);
        Assert.StartsWith("Booked: ", await one.SayAsync("254700000001", "yes"), StringComparison.Ordinal);
        Assert.StartsWith("Booked: ", await two.SayAsync("254700000002", "yes"), StringComparison.Ordinal);
        Assert.Equal(2, await database.ScalarAsync<int>($"select count(distinct staff_id)::int from {one.Schema()}.appointments"));
    }

    [Fact]
    public async Task HandedOver_BotIsSilentAndAPersonIsCalledOnce()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database);
        Assert.StartsWith("I am passing you to a person", await lane.SayAsync("254700000001", "let me talk to a person"), StringComparison.Ordinal);
        Assert.Null(await lane.SayAsync("254700000001", "hello?"));
        lane.Handler.Forget(0);
        Assert.Null(await lane.SayAsync("254700000001", "human please"));
        Assert.Equal("waiting", await database.ScalarAsync<string>($"select owner from {lane.Schema()}.conversations"));
        Assert.Equal(1, await database.ScalarAsync<int>("select count(*)::int from public.owner_tasks where kind = 'handoff'"));
        Assert.Equal(4, await database.ScalarAsync<int>($"select count(*)::int from {lane.Schema()}.messages"));
    }

    [Fact]
    public async Task Cancel_FreesTheTimeAndKeepsTheHistory()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database);
        await lane.SayAsync("254700000001", Wish);
        await lane.SayAsync("254700000001", "yes");
        Assert.StartsWith("Cancel Swedish massage", await lane.SayAsync("254700000001", "cancel my booking"), StringComparison.Ordinal);
        Assert.StartsWith("Cancelled: Swedish massage", await lane.SayAsync("254700000001", "yes"), StringComparison.Ordinal);
        Assert.Equal("cancelled", await database.ScalarAsync<string>($"select state from {lane.Schema()}.appointments"));
        Assert.Equal(["booked", "cancelled"], await database.QueryAsync<string>($"select what from {lane.Schema()}.appointment_events order by at, id"));
    }

    [Fact]
    public async Task ForgottenMemory_ContinuesFromTheRow()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database);
        await lane.SayAsync("254700000001", Wish);
        lane.Handler.LaneLost(0);
        Assert.StartsWith("Booked: ", await lane.SayAsync("254700000001", "yes"), StringComparison.Ordinal);
        Assert.Equal(1, await database.ScalarAsync<int>($"select count(*)::int from {lane.Schema()}.conversations"));
    }

    [Fact]
    public async Task UnreadableEvent_IsParkedAndTheRestGoesOn()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database);
        var broken = lane.Raw("{\"message\":{\"type\":\"te"u8.ToArray());
        var fine = lane.Text("254700000001", "hello");
        var batch = await lane.HandleAsync(broken, fine);
        Assert.True(Assert.Single(batch.Failures).Value.Final);
        Assert.StartsWith("Hello, this is Acme Spa.", await lane.ReplyAsync(fine), StringComparison.Ordinal);
        Assert.Equal([fine.Seq], await database.QueryAsync<long>("select seq from public.inbox_settled"));
    }

    [Fact]
    public async Task StaleEpoch_LeavesNothingBehind()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database);
        await lane.SayAsync("254700000001", Wish);
        await database.ExecuteAsync("update public.lanes set epoch = 7 where lane = 0");
        var lost = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => lane.SayAsync("254700000001", "yes"));
        Assert.Equal("RT001", lost.SqlState);
        Assert.Equal(0, await database.ScalarAsync<int>($"select count(*)::int from {lane.Schema()}.appointments"));
        await database.ExecuteAsync("update public.lanes set epoch = 0 where lane = 0");
        // What memory had taken in was forgotten with the failure: the time is free and the question still stands.
        Assert.StartsWith("Booked: ", await lane.SayAsync("254700000001", "yes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangedCatalogue_ShowsAfterItsVersionMoves()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        ManualClock clock = new(TimeProvider.System.GetUtcNow());
        await using var lane = await LaneBench.StartAsync(database, clock: clock);
        Assert.Contains("KSh 1,500", await lane.SayAsync("254700000001", "how much is a pedicure?"), StringComparison.Ordinal);
        await database.ExecuteAsync($"update {lane.Schema()}.services set price_kes = 1700 where name = 'Pedicure'; update {lane.Schema()}.catalog_version set version = version + 1");
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains("KSh 1,700", await lane.SayAsync("254700000001", "how much is a pedicure?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SuspendedTenant_IsParked()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database);
        var stranger = lane.Text("254700000001", "hello") with { Tenant = Ratiba.Engine.Primitives.TenantId.New(TimeProvider.System) };
        var batch = await lane.HandleAsync(stranger);
        Assert.Equal("tenant_not_served", Assert.Single(batch.Failures).Value.Reason);
    }

    [Fact]
    public async Task AnswerFromThePhone_BotStandsDownForFourHours()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        ManualClock clock = new(TimeProvider.System.GetUtcNow());
        await using var lane = await LaneBench.StartAsync(database, clock: clock);
        await lane.SayAsync("254700000001", Wish);

        await lane.EchoAsync("254700000001", "Hi Amina, let me check");

        Assert.Null(await lane.SayAsync("254700000001", "yes"));
        clock.Advance(TimeSpan.FromHours(4) + TimeSpan.FromSeconds(1));
        // The question of then still stands, or the time has passed by now; either way the bot answers again.
        Assert.NotNull(await lane.SayAsync("254700000001", "hello"));
        Assert.Equal("bot", await database.ScalarAsync<string>($"select owner from {lane.Schema()}.conversations"));
        Assert.Equal(1, await database.ScalarAsync<int>($"select count(*)::int from {lane.Schema()}.messages where author = 'human'"));
    }

    [Fact]
    public async Task ShopWritesFirst_BotLeavesTheAnswerToIt()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database);
        await lane.EchoAsync("254700000002", "Your order is ready");
        Assert.Null(await lane.SayAsync("254700000002", "hello"));
        Assert.Equal(1, await database.ScalarAsync<int>($"select count(*)::int from {lane.Schema()}.customers"));
    }

    [Fact]
    public async Task EchoOfOurOwnSend_ChangesNothing()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database);
        await lane.SayAsync("254700000001", Wish);
        await database.ExecuteAsync("update public.outbox set provider_id = 'wamid.ours', state = 1");
        await lane.EchoAsync("254700000001", "anything", "wamid.ours");
        Assert.StartsWith("Booked: ", await lane.SayAsync("254700000001", "yes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TenantThatCannotBeServed_DoesNotHoldUpTheOthers()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var lane = await LaneBench.StartAsync(database, tenants: 2, zone: "Mars/Olympus_Mons");
        var (broken, fine) = (lane.Text("254700000001", "hello", 0), lane.Text("254700000002", "hello", 1));
        var batch = await lane.HandleAsync(broken, fine);
        Assert.Equal(("turn_failed", false), (Assert.Single(batch.Failures).Value.Reason, batch.Failures[broken.Seq].Final));
        Assert.StartsWith("Hello", await lane.ReplyAsync(fine, 1), StringComparison.Ordinal);
    }
}
