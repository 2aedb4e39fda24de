using System.Text.Json;

namespace Ratiba.Load.Messages;

/// <summary>
/// What customers write in <c>turns</c>: a third greets or asks for the way around, a third asks for prices and hours, a third books at different days and
/// hours. Once a shop is full, a booking turn offers other times instead, which is the dearer turn. <c>--mix FILE</c> brings other lines; a line twice
/// weighs double.
/// </summary>
internal static class TextMix
{
    public static readonly IReadOnlyList<string> Ingest =
        ["Hi, can I book a Swedish massage tomorrow at 3pm? I would like the same therapist as last time if she is there, please."];

    public static readonly IReadOnlyList<string> Turns =
    [
        "Hi", "Hello there", "Good morning", "What services do you offer?",
        "How much is a Swedish massage?", "How much is a pedicure?", "What are your opening hours?", "Are you open on Saturday?",
        "Hi, can I book a Swedish massage tomorrow at 3pm?", "I want to book a pedicure on Friday at 10am",
        "Book me a manicure tomorrow at 11am please", "Can I come for a facial on Saturday at 2pm?",
    ];

    public static async Task<IReadOnlyList<string>> ReadAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return Turns;
        }

        var lines = (await File.ReadAllLinesAsync(path, cancellationToken)).Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        return lines.Count > 0 ? lines : throw new InvalidOperationException($"{path} has no line of text");
    }

    public static string ToJson(string text) => JsonEncodedText.Encode(text).ToString();
}
