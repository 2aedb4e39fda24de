using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Ratiba.Sandbox.Behaviour;
using Ratiba.Sandbox.Customers;
using Ratiba.Sandbox.Graph;
using Ratiba.Sandbox.Page;
using Ratiba.Sandbox.Webhooks;

namespace Ratiba.Sandbox.Hosting;

/// <summary>Everything but the Graph API itself: the controls of tests, and the customers' side.</summary>
internal static class SandboxRoutes
{
    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ChatPage.Html);
        routes.MapGet("/page.css", ChatPage.Css);
        routes.MapGet("/page.js", ChatPage.Script);
        routes.MapPost("/sandbox/messages", SendAsync);
        routes.MapGet("/sandbox/conversations/{phone}", Conversation);
        routes.MapGet("/sandbox/events", (HttpContext context, EventFeed feed, string? phone) => feed.StreamAsync(context, phone));
        routes.MapGet("/sandbox/accounts", (AccountBook accounts) => TypedResults.Ok(accounts.All()));
        routes.MapPost("/sandbox/accounts", Register);
        routes.MapGet("/sandbox/behaviour", (BehaviourBook behaviours) => TypedResults.Ok(behaviours.All()));
        routes.MapPost("/sandbox/behaviour", SetBehaviour);
        routes.MapPost("/sandbox/reset", Reset);
        routes.MapGet("/sandbox/sends", Sends);
        routes.MapGet("/sandbox/stats", Statistics);
        routes.MapGet("/sandbox/arrivals", (HttpContext context, Arrivals arrivals, SandboxOptions options) => arrivals.StreamAsync(context, options.Time));
        routes.MapGet("/health/ready", () => TypedResults.Ok());
    }

    private static async Task<Results<Ok<MessageReceipt>, BadRequest<string>, JsonHttpResult<MessageReceipt>>> SendAsync(
        CustomerMessage message, WebhookSender sender, ConversationBook conversations, AccountBook accounts, BehaviourBook behaviours, SandboxOptions options,
        CancellationToken cancellationToken)
    {
        if (!Channels.IsKnown(message.Channel) || string.IsNullOrWhiteSpace(message.Phone) || string.IsNullOrWhiteSpace(message.PhoneNumberId)
            || (message.Text is null && message.Tap is null))
        {
            return TypedResults.BadRequest("phone, phone_number_id, text or tap, and a known channel are needed");
        }

        var id = message.Id ?? NewId(message.Channel);
        var body = WebhookBodies.CustomerMessage(message, id, options.Time.GetUtcNow());
        accounts.Learn(message.PhoneNumberId, message.Channel);

        // Before the webhook: the reply may be here before the acknowledgement is.
        conversations.AddCustomer(message, id);
        var started = Stopwatch.GetTimestamp();
        var status = await sender.PostAsync(message.Channel, body, message.Signature, cancellationToken);
        var receipt = new MessageReceipt(id, status, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        for (var copy = 0; copy < behaviours.For(message.PhoneNumberId).Settings.Duplicates; copy++)
        {
            await sender.PostAsync(message.Channel, body, message.Signature, cancellationToken);
        }

        var accepted = status is >= 200 and < 300;
        conversations.SetStatus(message.Phone, id, accepted ? "acked" : "failed");
        return accepted ? TypedResults.Ok(receipt) : TypedResults.Json(receipt, statusCode: StatusCodes.Status502BadGateway);
    }

    private static Ok<IReadOnlyList<Bubble>> Conversation(string phone, string? phone_number_id, ConversationBook conversations) =>
        TypedResults.Ok(conversations.Of(phone, phone_number_id));

    private static NoContent Register(Account account, AccountBook accounts)
    {
        accounts.Register(account);
        return TypedResults.NoContent();
    }

    private static NoContent SetBehaviour(SendBehaviour behaviour, BehaviourBook behaviours)
    {
        behaviours.Set(behaviour);
        return TypedResults.NoContent();
    }

    private static NoContent Reset(BehaviourBook behaviours, SendLog log, ConversationBook conversations)
    {
        behaviours.Reset();
        log.Clear();
        conversations.Clear();
        return TypedResults.NoContent();
    }

    private static Ok<SendList> Sends(SendLog log, string? phone, string? phone_number_id, string? key, int limit = 100) =>
        TypedResults.Ok(new SendList(key is null ? null : log.TimesSent(key), log.Find(phone, phone_number_id, key, limit)));

    private static Ok<SandboxStatistics> Statistics(SendLog log, WebhookSender webhooks, StatusEmitter statuses) =>
        TypedResults.Ok(new SandboxStatistics(log.Statistics(), webhooks.Acked, webhooks.Failed, statuses.Dropped));

    private static string NewId(string channel) => (channel == Channels.WhatsApp ? "wamid.CUS" : "m_CUS") + Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
}

/// <summary>Answer of <c>GET /sandbox/sends</c>; <paramref name="Count"/> is exact for a key, also when the sends themselves are no longer kept.</summary>
internal sealed record SendList(int? Count, IReadOnlyList<SendRecord> Sends);

/// <summary>Answer of <c>GET /sandbox/stats</c>.</summary>
internal sealed record SandboxStatistics(SendStatistics Sends, long WebhooksAcked, long WebhooksFailed, long StatusesDropped);
