using Ratiba.Sandbox.Graph;
using Ratiba.Sandbox.Hosting;

namespace Ratiba.Sandbox.Customers;

/// <summary>
/// One bubble of a conversation, as the page and tests see it; <c>Seq</c> orders the bubbles of all conversations. <c>Direction</c> is <c>in</c> from the
/// customer (status <c>sending</c>, <c>acked</c> or <c>failed</c>) or <c>out</c> from the business (<c>accepted</c>, <c>sent</c>, <c>delivered</c>, <c>read</c>, <c>failed</c>).
/// </summary>
internal sealed record Bubble(
    long Seq, string Id, string Direction, string Phone, string PhoneNumberId, string Channel, string Type, string Text,
    IReadOnlyList<Choice> Choices, string? ListLabel, string? Header, string? Footer, string? QuotedId, string Status, DateTimeOffset At);

/// <summary>What customers and businesses said, both directions in order; bounded in conversations and in length, the oldest go.</summary>
internal sealed class ConversationBook(SandboxOptions options, EventFeed feed)
{
    private const int Conversations = 5_000;
    private const int Length = 400;

    private static readonly string[] Ranks = ["sending", "accepted", "acked", "sent", "delivered", "read", "failed"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Bubble>> _byPhone = [];
    private readonly Queue<string> _ages = new();
    private long _seq;

    public void AddCustomer(CustomerMessage message, string id) =>
        Add(next => new Bubble(
            next, id, "in", message.Phone, message.PhoneNumberId, message.Channel, message.Tap is null ? "text" : "tap",
            message.Tap?.Title ?? message.Text ?? "", [], null, null, null, message.ReplyTo, "sending", options.Time.GetUtcNow()));

    public void AddReply(SendRecord send, string? header, string? footer) =>
        Add(next => new Bubble(
            next, send.Id, "out", send.Phone, send.PhoneNumberId, send.Channel, send.Type, send.Text ?? "",
            send.Choices, send.ListLabel, header, footer, send.ContextId, "accepted", send.At));

    /// <summary>Moves a bubble's status forward; webhooks come in any order, so a lower status never replaces a higher one.</summary>
    public void SetStatus(string phone, string id, string status)
    {
        lock (_gate)
        {
            if (!_byPhone.TryGetValue(phone, out var bubbles))
            {
                return;
            }

            var index = bubbles.FindLastIndex(bubble => bubble.Id == id);
            if (index >= 0 && Array.IndexOf(Ranks, status) > Array.IndexOf(Ranks, bubbles[index].Status))
            {
                bubbles[index] = bubbles[index] with { Status = status };
                feed.Publish(bubbles[index]);
            }
        }
    }

    public IReadOnlyList<Bubble> Of(string phone, string? number)
    {
        lock (_gate)
        {
            return _byPhone.TryGetValue(phone, out var bubbles) ? [.. bubbles.Where(bubble => (number ?? bubble.PhoneNumberId) == bubble.PhoneNumberId)] : [];
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _byPhone.Clear();
            _ages.Clear();
        }
    }

    private void Add(Func<long, Bubble> make)
    {
        lock (_gate)
        {
            var bubble = make(++_seq);
            if (!_byPhone.TryGetValue(bubble.Phone, out var bubbles))
            {
                if (_byPhone.Count >= Conversations)
                {
                    _byPhone.Remove(_ages.Dequeue());
                }

                _byPhone[bubble.Phone] = bubbles = new List<Bubble>(2);
                _ages.Enqueue(bubble.Phone);
            }

            if (bubbles.Count >= Length)
            {
                bubbles.RemoveAt(0);
            }

            bubbles.Add(bubble);
            feed.Publish(bubble);
        }
    }
}
