using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ratiba.Engine.Primitives;

namespace Ratiba.Engine.Outbox;

/// <summary>Makes one call and does what follows from it by <see cref="SendRules"/>.</summary>
internal sealed partial class OutboxSender(
    IEnumerable<IChannelAdapter> adapters, OutboxStore store, OutboxWriter writer, IOptions<OutboxOptions> options, OutboxInstruments instruments,
    TimeProvider clock, ILogger<OutboxSender> log)
{
    // Sends of a channel without adapter end as dead letters at once; any pace will do for them.
    private const int PaceWithoutAdapter = 1000;

    private readonly IChannelAdapter?[] _adapters =
        [.. Enumerable.Range(0, (int)ChannelKind.Web + 1).Select(channel => adapters.FirstOrDefault(adapter => adapter.Serves((ChannelKind)channel)))];

    /// <summary>Calls per second of one account of the channel.</summary>
    public int SendsPerSecond(ChannelKind channel) => _adapters[(int)channel]?.SendsPerSecond ?? PaceWithoutAdapter;

    /// <summary>The stamp of the credentials that the account would send with now.</summary>
    public async ValueTask<long> CredentialStampAsync(AccountGate account, CancellationToken cancellation) =>
        _adapters[(int)account.Channel] is { } adapter ? await adapter.CredentialStampAsync(account.Tenant, account.Channel, cancellation) : 0;

    /// <summary>Sends the head of a line. What follows is written before this returns, except that it is not yet committed.</summary>
    public async Task<AfterSend> SendAsync(ConversationLine line, PendingRow pending, CancellationToken cancellation)
    {
        var row = pending.Row;
        if (pending.CheckFirst)
        {
            if ((await store.NoLongerPendingAsync([row.Id], cancellation)).Count > 0)
            {
                line.Lane.Settled(row.Id);
                return new AfterSend(Next: line.Lane.Finish(line));
            }
            pending.CheckFirst = false;
        }
        if (row.Attempts >= options.Value.MaxAttempts)
            return await DieAsync(line, row, new SendResult(SendOutcome.Transient, Reason: "attempts_used_up"), "message_undelivered", cancellation);
        if (_adapters[(int)row.Channel] is not { } adapter)
            return await DieAsync(line, row, new SendResult(SendOutcome.Refused, Reason: "no_adapter"), null, cancellation);

        var now = clock.GetUtcNow();
        if (row.WindowExpiresAt <= now) pending.TemplateOnly = true;
        if (pending.TemplateOnly && now < line.Account.EssentialUntil)
            return await DieAsync(line, row, new SendResult(SendOutcome.QualityLimited, Reason: "quality_pause"), null, cancellation);

        var started = clock.GetTimestamp();
        var result = await adapter.SendAsync(row, pending.TemplateOnly ? SendMode.TemplateOnly : SendMode.Free, pending.PartsSent, cancellation);
        instruments.CallEnded(row.Channel, result.Outcome, clock.GetElapsedTime(started));
        pending.PartsSent = Math.Max(pending.PartsSent, result.PartsSent);
        return await FollowAsync(line, pending, result, cancellation);
    }

    private async Task<AfterSend> FollowAsync(ConversationLine line, PendingRow pending, SendResult result, CancellationToken cancellation)
    {
        var rule = SendRules.Of(result.Outcome);
        var tried = pending.Row with { Attempts = (short)(pending.Row.Attempts + 1) };
        switch (rule.Then)
        {
            case SendThen.Sent:
                await writer.WriteAsync(new OutboxCompletion(line.Lane, tried, OutboxState.Sent, result.ProviderId), cancellation);
                return new AfterSend(Next: line.Lane.Finish(line));

            case SendThen.TryTemplate when !pending.TemplateOnly:
                pending.TemplateOnly = true;
                line.Lane.Keep(line, tried);
                return new AfterSend(Next: true);

            case SendThen.StopAccount:
                return await StopAccountAsync(line, pending.Row, result, rule, cancellation);

            case SendThen.Retry when tried.Attempts < options.Value.MaxAttempts:
                return await RetryAsync(line, pending, tried, result, rule, cancellation);

            case SendThen.Retry:
                return await DieAsync(line, tried, result with { Reason = "attempts_used_up:" + result.Reason }, "message_undelivered", cancellation);

            default:
                return await DieAsync(line, tried, result, rule.TaskKind, cancellation);
        }
    }

    private async Task<AfterSend> RetryAsync(
        ConversationLine line, PendingRow pending, OutboxRow tried, SendResult result, SendRule rule, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
#pragma warning disable CA5394 // spreads retries; nothing secret
        var wait = SendRules.Backoff(options.Value, tried.Attempts, Random.Shared.NextDouble());
#pragma warning restore CA5394
        if (wait < rule.MinDelay) wait = rule.MinDelay;
        if (result.RetryAfter is { } wish && wish > wait) wait = wish < options.Value.MaxBackoff ? wish : options.Value.MaxBackoff;
        if (result.Outcome == SendOutcome.Unknown)
        {
            pending.CheckFirst = true;
            if (wait < options.Value.UnknownOutcomeDelay) wait = options.Value.UnknownOutcomeDelay;
        }
        if (result.Outcome == SendOutcome.QualityLimited) line.Account.EssentialUntil = now + options.Value.QualityPause;
        if (rule.PausesAccount) line.Lane.Pause(line.Account, now + wait);

        var next = tried with { NextAt = now + wait };
        line.Lane.Keep(line, next);
        await writer.WriteAsync(
            new OutboxCompletion(line.Lane, next, OutboxState.Pending, Code: result.Code, Error: result.Reason, Task: TaskOf(rule.TaskKind, next, result)),
            cancellation);
        return new AfterSend(LookAgain: next.NextAt);
    }

    private async Task<AfterSend> StopAccountAsync(
        ConversationLine line, OutboxRow row, SendResult result, SendRule rule, CancellationToken cancellation)
    {
        if (line.Lane.Stop(line, result.CredentialStamp, clock.GetUtcNow() + options.Value.AccountProbe))
        {
            LogStopped(row.Tenant, row.Channel, result.Code, result.Reason);
            instruments.AccountStopped(row.Channel);
        }
        await writer.WriteAsync(
            new OutboxCompletion(line.Lane, row, OutboxState.Pending, Code: result.Code, Error: result.Reason, Task: TaskOf(rule.TaskKind, row, result)),
            cancellation);
        return default;
    }

    private async Task<AfterSend> DieAsync(ConversationLine line, OutboxRow row, SendResult result, string? task, CancellationToken cancellation)
    {
        var reason = result.Reason ?? "refused";
        LogDied(row.Id, row.Tenant, row.Channel, result.Code, reason);
        instruments.RowDied(row.Channel, reason);
        var error = result.Words is null ? reason : $"{reason}: {result.Words}";
        await writer.WriteAsync(
            new OutboxCompletion(line.Lane, row, OutboxState.Dead, Code: result.Code, Error: error, Task: TaskOf(task, row, result)), cancellation);
        return new AfterSend(Next: line.Lane.Finish(line));
    }

    private static OwnerTask? TaskOf(string? kind, OutboxRow row, SendResult result) =>
        kind is null ? null : new OwnerTask(kind, $"{row.Channel}:{row.Account}:{result.Reason}", result.Words ?? $"A message could not be sent: {result.Reason}.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Tenant {Tenant} stops sending on {Channel}: {Code} {Reason}")]
    private partial void LogStopped(TenantId tenant, ChannelKind channel, int? code, string? reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Row {Row} of tenant {Tenant} on {Channel} is a dead letter: {Code} {Reason}")]
    private partial void LogDied(Guid row, TenantId tenant, ChannelKind channel, int? code, string reason);
}

/// <summary>What to do with a line after a call; neither means that its slot is given up.</summary>
/// <param name="Next">The next row can be sent now.</param>
/// <param name="LookAgain">The same row waits until then.</param>
internal readonly record struct AfterSend(bool Next = false, DateTimeOffset? LookAgain = null);
