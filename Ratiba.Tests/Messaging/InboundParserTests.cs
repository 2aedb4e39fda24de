using System.Text;
using CsCheck;
using Ratiba.Engine.Inbox;
using Ratiba.Engine.Messaging;
using Ratiba.Engine.Primitives;

namespace Ratiba.Tests.Messaging;

public sealed class InboundParserTests
{
    [Theory]
    [InlineData("text", "Text", "Body Text", null)]
    [InlineData("text-swahili-from-ctwa-ad-referral", "Text", null, null)]
    [InlineData("text-reply-with-context", "Text", null, null)]
    [InlineData("interactive-button-reply", "Tap", null, "*")]
    [InlineData("interactive-list-reply", "Tap", null, "*")]
    [InlineData("interactive-list-reply-with-description", "Tap", null, "*")]
    [InlineData("interactive-nfm-flow-reply", "Tap", "Sent", "*")]
    [InlineData("interactive-nfm-flow-reply-invalid-response_json", "Tap", null, "*")]
    [InlineData("template-button-quick-reply", "Tap", null, "*")]
    [InlineData("template-button-without-context-with-from_user_id", "Tap", "title", "callback_data")]
    [InlineData("interactive-without-body-plus-value-errors-131000", "Unsupported", "", null)]
    [InlineData("audio-voice-note", "Voice", "", null)]
    [InlineData("audio-file-not-voice", "Media", "", null)]
    [InlineData("image", "Media", null, null)]
    [InlineData("image-with-media-download-error-no-message-id", "Media", null, null)]
    [InlineData("document-accented-filename-no-metadata-no-message-id", "Media", "My résumé", null)]
    [InlineData("contacts-three-cards", "Media", "", null)]
    [InlineData("location-named-place", "Media", null, null)]
    [InlineData("location-coordinates-only", "Media", "", null)]
    [InlineData("order-three-items", "Media", "", null)]
    [InlineData("sticker-animated", "Media", "", null)]
    [InlineData("video-forwarded", "Media", null, null)]
    [InlineData("reaction", "Notice", "😮", null)]
    [InlineData("reaction-removed-emoji-absent", "Notice", "", null)]
    [InlineData("system-user-changed-number", "Notice", "", null)]
    [InlineData("system-user-changed-user-id-no-from", "Notice", "", null)]
    [InlineData("system-customer-identity-changed", "Notice", "", null)]
    [InlineData("message-edit-image-caption", "Notice", "", null)]
    [InlineData("message-revoke", "Notice", "", null)]
    [InlineData("unsupported-131051", "Unsupported", "", null)]
    [InlineData("unsupported-131051-with-subtype", "Unsupported", "", null)]
    public void WhatsAppFixture_IsReadAsItsKind(string file, string kind, string? text, string? payload)
    {
        var message = InboundParser.Parse(Fixtures.WhatsAppMessage(file), out var reason);

        Assert.Null(reason);
        Assert.NotNull(message);
        Assert.Equal(kind, message.Kind.ToString());
        if (text is not null) Assert.Equal(text, message.Text);
        if (payload == "*") Assert.False(string.IsNullOrEmpty(message.Payload));
        else Assert.Equal(payload, message.Payload);
        Assert.NotNull(message.SentAt);
    }

    [Theory]
    [InlineData("text", "Text", "This is the first message from the customer")]
    [InlineData("message-quick_reply", "Tap", "Yes")]
    [InlineData("message-referral-from-ad", "Text", "Hi")]
    [InlineData("story-reply", "Text", "This is the story reply")]
    [InlineData("postback-with-mid", "Tap", "Track My Order")]
    [InlineData("attachment-share", "Media", "")]
    [InlineData("attachment-ephemeral-no-payload", "Media", "")]
    [InlineData("message-is_unsupported", "Unsupported", "")]
    [InlineData("message-unsent-is_deleted", "Notice", "")]
    public void InstagramFixture_IsReadAsItsKind(string file, string kind, string text)
    {
        var message = InboundParser.Parse(Fixtures.Messaging(ChannelKind.Instagram, file), out _);

        Assert.NotNull(message);
        Assert.Equal((kind, text), (message.Kind.ToString(), message.Text));
        Assert.NotNull(message.SentAt);
        if (kind == "Tap") Assert.False(string.IsNullOrEmpty(message.Payload));
    }

    [Theory]
    [InlineData("text", "Text", "Hello, bot!")]
    [InlineData("message-quick_reply-with-attachment-and-nlp", "Tap", "Hello, bot!")]
    [InlineData("postback-with-referral-no-mid-no-title", "Tap", "USER_DEFINED_PAYLOAD")]
    [InlineData("attachment-audio", "Voice", "")]
    [InlineData("attachment-location-coordinates-as-strings", "Media", "")]
    public void MessengerFixture_IsReadAsItsKind(string file, string kind, string text)
    {
        var message = InboundParser.Parse(Fixtures.Messaging(ChannelKind.Messenger, file), out _);

        Assert.NotNull(message);
        Assert.Equal((kind, text), (message.Kind.ToString(), message.Text));
    }

    [Theory]
    [InlineData(ChannelKind.Instagram, "echo-story_mention")]
    [InlineData(ChannelKind.Messenger, "echo-attachment-video")]
    [InlineData(ChannelKind.Messenger, "echo-with-quick_reply")]
    public void Echo_IsNeverAMessage(ChannelKind channel, string file)
    {
        Assert.Null(InboundParser.Parse(Fixtures.Messaging(channel, file), out var reason));
        Assert.Equal("echo", reason);
    }

    [Theory]
    [InlineData("text-phone-and-bsuid", "KE.2000000000000001", "254700000001", "254700000001")]
    [InlineData("text-bsuid-only-no-phone-number", "KE.2000000000000001", "KE.2000000000000001", null)]
    [InlineData("text", "US.13491208655302741918", "972987654321", "972987654321")]
    [InlineData("document-accented-filename-no-metadata-no-message-id", "2423423243", "2423423243", "2423423243")]
    public void Sender_IsTheBsuidWithThePhoneAsAlias(string file, string key, string replyTo, string? phone)
    {
        var message = InboundParser.Parse(Fixtures.WhatsAppMessage(file), out _);

        Assert.NotNull(message);
        Assert.Equal((key, replyTo, phone), (message.CustomerKey, message.ReplyTo, message.Phone));
    }

    [Theory]
    [InlineData("""{"message":{"from":"KE.2000000000000001","id":"1","type":"text","text":{"body":"a"}}}""")]
    [InlineData("""{"contact":{"wa_id":"KE.2000000000000001"},"message":{"id":"1","type":"text","text":{"body":"a"}}}""")]
    [InlineData("""{"contact":{"user_id":"KE.2000000000000001"},"message":{"from":null,"id":1,"type":"text","text":[{"body":"a"}]}}""")]
    public void BsuidInAnotherField_IsFound(string body)
    {
        var message = InboundParser.Parse(Fixtures.Event(ChannelKind.WhatsApp, "message.text", body), out _);

        Assert.NotNull(message);
        Assert.Equal(("KE.2000000000000001", null, "a"), (message.CustomerKey, message.Phone, message.Text));
        Assert.Equal("1", message.ProviderId);
    }

    [Theory]
    [InlineData("\"1697043223\"", 1697043223000)]
    [InlineData("1697043223", 1697043223000)]
    [InlineData("1697043223123", 1697043223123)]
    [InlineData("\"1697043223123\"", 1697043223123)]
    [InlineData("\"2021-09-08T06:34:04+0000\"", 1631082844000)]
    [InlineData("\"soon\"", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("-5", null)]
    [InlineData("null", null)]
    public void Timestamp_InAnyForm_IsReadOrLeftOut(string timestamp, long? milliseconds)
    {
        var body = "{\"message\":{\"from\":\"254700000001\",\"timestamp\":" + timestamp + ",\"type\":\"text\",\"text\":{\"body\":\"a\"}}}";

        var message = InboundParser.Parse(Fixtures.Event(ChannelKind.WhatsApp, "message.text", body), out _);

        Assert.NotNull(message);
        Assert.Equal(milliseconds, message.SentAt?.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("""a\ud83db""", "a\uFFFDb")]
    [InlineData("""a\u0000b""", "a\uFFFDb")]
    [InlineData("""\ud83d\ude00 \"\/\n""", "😀 \"/\n")]
    public void BrokenCharacters_DoNotLoseTheWords(string json, string expected)
    {
        var body = "{\"message\":{\"from\":\"254700000001\",\"type\":\"text\",\"text\":{\"body\":\"" + json + "\"}}}";

        Assert.Equal(expected, InboundParser.Parse(Fixtures.Event(ChannelKind.WhatsApp, "message.text", body), out _)?.Text);
    }

    [Fact]
    public void GroupMessage_IsANotice()
    {
        var body = """{"message":{"from":"254700000001","group_id":"g1","type":"text","text":{"body":"hi all"}}}""";

        Assert.Equal(InboundKind.Notice, InboundParser.Parse(Fixtures.Event(ChannelKind.WhatsApp, "message.text", body), out _)?.Kind);
    }

    [Fact]
    public void DeepNesting_IsUnreadableNotAnOverflow()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000)) + string.Concat(Enumerable.Repeat("]", 100_000));

        Assert.Null(InboundParser.Parse(Fixtures.Event(ChannelKind.WhatsApp, "message.text", $$"""{"message":{{deep}}}"""), out var reason));
        Assert.Equal("unreadable", reason);
    }

    // Fails when the catch of JsonException in InboundParser is removed: saw JsonReaderException at the first mutation.
    [Fact]
    public void MutatedFixtures_NeverThrow()
    {
        var events = Fixtures.Names("whatsapp").SelectMany(name => Fixtures.WhatsAppMessages(Fixtures.Read("whatsapp", name))).ToList();
        events.Add(Fixtures.Messaging(ChannelKind.Messenger, "message-quick_reply-with-attachment-and-nlp"));
        events.Add(Fixtures.Messaging(ChannelKind.Instagram, "story-reply"));
        events.Add(Fixtures.WhatsAppStatus("status-failed-130472-experiment"));
        string[] pieces = ["null", "[]", "{}", "\"x\"", "1e999", "\\ud800", "\\u0000", "\u00ff", "[[", "}", "\"", "true", "{\"a\":", "-"];

        Gen.Select(Gen.Int[0, events.Count - 1], Gen.Int[0, 100_000], Gen.Int[0, 24], Gen.Int[0, pieces.Length - 1].Select(index => pieces[index])).Sample(
            (which, at, cut, piece) =>
            {
                var original = events[which];
                var start = at % original.Body.Length;
                var end = Math.Min(original.Body.Length, start + cut);
                byte[] body = [.. original.Body[..start], .. Encoding.Latin1.GetBytes(piece), .. original.Body[end..]];
                Check(original with { Body = body });
            },
            iter: 20_000);

        static void Check(InboxEvent mutated)
        {
            var message = InboundParser.Parse(mutated, out var reason);
            Assert.True(message is null != reason is null);
            if (message is null) return;
            Assert.NotEmpty(message.CustomerKey);
            Assert.DoesNotContain('\0', message.Text + message.CustomerKey + message.Payload + message.ProfileName + message.ProviderId);
        }
    }
}
