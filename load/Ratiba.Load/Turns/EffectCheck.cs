using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Ratiba.Load.Ledger;
using Ratiba.Load.Messages;

namespace Ratiba.Load.Turns;

/// <summary>What became of the acknowledged messages.</summary>
/// <param name="Acked">Messages that were acknowledged.</param>
/// <param name="Missing">Of these, without an effect.</param>
/// <param name="Doubled">Of these, with more than one.</param>
internal sealed record EffectResult(long Acked, long Missing, long Doubled)
{
    public bool Holds => Missing == 0 && Doubled == 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Missing} missing, {Doubled} doubled of {Acked:n0}");
}

/// <summary>One effect per acknowledged message: one reply in the outbox, one arrival at the sandbox, no key sent twice.</summary>
internal static class EffectCheck
{
    private const string Replies = "select recipient, count(*) from public.outbox where kind = 'message' group by recipient";

    /// <summary>Counts the replies that the server committed.</summary>
    public static async Task<EffectResult> InOutboxAsync(string database, AckLedger ledger, CancellationToken cancellationToken)
    {
        var replies = new Dictionary<long, long>();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Replies, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            replies[MessageSource.IndexOf(long.Parse(reader.GetString(0), CultureInfo.InvariantCulture))] = reader.GetInt64(1);
        }

        return Count(ledger, index => replies.GetValueOrDefault(index));
    }

    /// <summary>Counts the replies that reached the sandbox.</summary>
    public static EffectResult AtSandbox(TurnBook book, AckLedger ledger) => Count(ledger, index => book.RepliesTo(index));

    /// <summary>Keys that the sandbox was sent more than once.</summary>
    public static async Task<long> DoubledKeysAsync(Uri sandbox, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = sandbox };
        var statistics = await client.GetFromJsonAsync<JsonNode>("/sandbox/stats", cancellationToken);
        return (long?)statistics?["sends"]?["doubled_keys"] ?? throw new InvalidOperationException("/sandbox/stats has no sends.doubled_keys");
    }

    private static EffectResult Count(AckLedger ledger, Func<long, long> effects)
    {
        var acked = ledger.ReadAcked();
        return new EffectResult(acked.Count, acked.LongCount(index => effects(index) == 0), acked.LongCount(index => effects(index) > 1));
    }
}
