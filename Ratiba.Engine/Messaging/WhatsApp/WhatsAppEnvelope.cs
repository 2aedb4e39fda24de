using System.Text.Json;

namespace Ratiba.Engine.Messaging.WhatsApp;

/// <summary>Cuts <c>entry × changes × messages|statuses|message_echoes|errors</c> (PROVIDERS.md 1.4 to 1.8). Routes by <c>metadata.phone_number_id</c>.</summary>
internal static class WhatsAppEnvelope
{
    /// <summary>Walks the <c>entry</c> value the reader stands on.</summary>
    public static void Split(ref Utf8JsonReader reader, EventSink sink)
    {
        for (var walk = ElementWalk.Start; JsonWalk.NextElement(ref reader, ref walk);)
        {
            if (!JsonWalk.IsObject(ref reader)) continue;
            while (JsonWalk.NextProperty(ref reader, out var name))
            {
                if (!name.Of(sink.Webhook).SequenceEqual("changes"u8))
                {
                    reader.Skip();
                    continue;
                }
                for (var changes = ElementWalk.Start; JsonWalk.NextElement(ref reader, ref changes);)
                    if (JsonWalk.IsObject(ref reader)) SplitChange(ref reader, sink);
            }
        }
    }

    private static void SplitChange(ref Utf8JsonReader reader, EventSink sink)
    {
        Slice field = default;
        var value = new ChangeValue();
        while (JsonWalk.NextProperty(ref reader, out var name))
        {
            if (name.Of(sink.Webhook).SequenceEqual("field"u8)) field = JsonWalk.Scalar(ref reader);
            else if (name.Of(sink.Webhook).SequenceEqual("value"u8)) value.Read(ref reader, sink.Webhook);
            else reader.Skip();
        }
        value.Emit(sink, field.Of(sink.Webhook));
    }
}
