using Ratiba.Tests.Support;

namespace Ratiba.Tests.Conversations;

/// <summary>The database is the last judge of a slot (BK1, RELIABILITY 17).</summary>
public sealed class SlotRaceTests(PostgresCluster cluster)
{
    private const int Nodes = 20, CustomersPerNode = 10;

    [Fact]
    public async Task TwoHundredAtOnce_OneIsBookedAndTheOthersGetAlternatives()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var (booked, offered, rows) = await RaceAsync(database);
        Assert.Equal(1, rows);
        Assert.Equal(1, booked);
        Assert.Equal(199, offered);
    }

    // The mutation of the guarantee: every node believes its own stale diary.
    [Fact]
    public async Task WithoutTheConstraint_TheSlotIsBookedManyTimes()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        var (_, _, rows) = await RaceAsync(database, "alter table {0}.appointments drop constraint appointments_no_overlap");
        Assert.True(rows > 1, $"{rows} rows");
    }

    [Fact]
    public async Task RandomTalkOnTwoNodes_NoOverlapInTheTable()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var one = await LaneBench.StartAsync(database);
        await using var two = await LaneBench.StartAsync(database, beside: one);
        LaneBench[] nodes = [one, two];
        Random random = new(7);
        string[] lines = ["yes", "yes", "yes", "1", "2", "other times", "cancel my booking", "no"];
        for (var round = 0; round < 60; round++)
        {
            // A node keeps its customers, as a lane does; only the diary is shared, and always stale.
            await Task.WhenAll(nodes.Select((node, n) => node.HandleAsync(
            [
                .. Enumerable.Range(0, 8).Select(customer => node.Text(
                    $"2547{n}{customer:D7}",
                    random.Next(2) == 0 ? lines[random.Next(lines.Length)] : $"swedish massage tomorrow at {9 + random.Next(8)}:{random.Next(4) * 15:D2}")),
            ])));
        }
        var overlaps = await database.ScalarAsync<int>(
            $"""
            select count(*)::int from {one.Schema()}.appointments a join {one.Schema()}.appointments b
            on a.id < b.id and a.staff_id = b.staff_id and a.during && b.during and a.state = 'confirmed' and b.state = 'confirmed'
            """);
        Assert.Equal(0, overlaps);
        var (said, made) = (
            await database.ScalarAsync<int>($"select count(*)::int from {one.Schema()}.messages where text like 'Booked:%'"),
            await database.ScalarAsync<int>($"select count(*)::int from {one.Schema()}.appointments"));
        Assert.Equal(made, said);
        Assert.True(made > 10, $"Only {made} were booked: the test says little.");
    }

    private static async Task<(int Booked, int Offered, int Rows)> RaceAsync(TestDatabase database, string? mutation = null)
    {
        var first = await LaneBench.StartAsync(database);
        List<LaneBench> nodes = [first];
        try
        {
            while (nodes.Count < Nodes) nodes.Add(await LaneBench.StartAsync(database, beside: first));
            if (mutation is not null) await database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, mutation, first.Schema()));
            foreach (var (node, n) in nodes.Select((node, n) => (node, n)))
                await node.HandleAsync([.. Customers(n).Select(phone => node.Text(phone, "swedish massage with Achieng tomorrow at 3pm"))]);

            var yes = nodes.Select((node, n) => Customers(n).Select(phone => node.Text(phone, "yes")).ToArray()).ToArray();
            await Task.WhenAll(nodes.Select((node, n) => node.HandleAsync(yes[n])));

            var seqs = yes.SelectMany(events => events).Select(received => received.Seq).ToArray();
            var replies = await database.QueryAsync<string>($"select text from {first.Schema()}.messages where direction = 1 and event_seq = any (@seqs)", new { seqs });
            return (
                replies.Count(reply => reply.StartsWith("Booked: ", StringComparison.Ordinal)),
                replies.Count(reply => reply.StartsWith("Sorry, that time was taken a moment ago. Swedish massage", StringComparison.Ordinal)),
                await database.ScalarAsync<int>($"select count(*)::int from {first.Schema()}.appointments where state = 'confirmed'"));
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
        }
    }

    private static IEnumerable<string> Customers(int node) => Enumerable.Range(0, CustomersPerNode).Select(customer => $"2547{node:D3}{customer:D5}");
}
