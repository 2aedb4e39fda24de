using System.Buffers;
using System.Text;
using System.Text.Json;
using CsCheck;
using Ratiba.Engine.Messaging;
using Ratiba.Engine.Messaging.WhatsApp;
using Ratiba.Engine.Outbox;

namespace Ratiba.Tests.Messaging.WhatsApp;

public sealed class WhatsAppRendererTests
{
    private static readonly Guid Key = new("0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee");

    [Fact]
    public void Words_AreAText()
    {
        var json = Json(Assert.Single(Parts(new OutboundMessage { Text = "Habari! \"Karibu\" café" })), "254700000001");

        Assert.Equal(
            """{"messaging_product":"whatsapp","recipient_type":"individual","to":"254700000001","biz_opaque_callback_data":"0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee","type":"text","text":{"body":"Habari! \"Karibu\" café","preview_url":false}}""",
            json);
    }

    [Fact]
    public void Bsuid_IsTheRecipientNotTo()
    {
        using var json = JsonDocument.Parse(Json(Parts(new OutboundMessage { Text = "a" })[0], "KE.2000000000000001"));

        Assert.Equal("KE.2000000000000001", json.RootElement.GetProperty("recipient").GetString());
        Assert.False(json.RootElement.TryGetProperty("to", out _));
    }

    [Fact]
    public void ThreeShortChoices_AreButtons()
    {
        using var json = JsonDocument.Parse(Json(Assert.Single(Parts(Choices("When?", "9:00", "10:00", "11:00")))));

        var interactive = json.RootElement.GetProperty("interactive");
        Assert.Equal("button", interactive.GetProperty("type").GetString());
        Assert.Equal("When?", interactive.GetProperty("body").GetProperty("text").GetString());
        Assert.Equal(["9:00", "10:00", "11:00"], interactive.GetProperty("action").GetProperty("buttons").EnumerateArray().Select(button => button.GetProperty("reply").GetProperty("title").GetString()));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(10)]
    public void MoreChoices_AreAList(int count)
    {
        var message = Choices("Which?", [.. Enumerable.Range(1, count).Select(number => $"Choice {number}")]) with { ListLabel = "A label far longer than twenty" };
        using var json = JsonDocument.Parse(Json(Assert.Single(Parts(message))));

        var action = json.RootElement.GetProperty("interactive").GetProperty("action");
        Assert.Equal(count, action.GetProperty("sections")[0].GetProperty("rows").GetArrayLength());
        Assert.True(action.GetProperty("button").GetString()!.Length <= WhatsAppRenderer.ListOpener); // a string by the renderer
    }

    [Fact]
    public void LongLabel_IsAListRowThatShowsItWhole()
    {
        var label = "Gel manicure with hand massage";
        using var json = JsonDocument.Parse(Json(Assert.Single(Parts(Choices("Which?", label, "Pedicure")))));

        var row = json.RootElement.GetProperty("interactive").GetProperty("action").GetProperty("sections")[0].GetProperty("rows")[0];
        Assert.Equal("Gel manicure with hand…", row.GetProperty("title").GetString());
        Assert.Equal(label, row.GetProperty("description").GetString());
    }

    [Fact]
    public void WhatCannotBeTapped_IsNumbered()
    {
        OutboundMessage[] messages =
        [
            Choices("Which?", [.. Enumerable.Range(1, 11).Select(number => $"Choice {number}")]),
            new OutboundMessage { Text = "Which?", QuickReplies = [new QuickReply("A", "same"), new QuickReply("B", "same")] },
            new OutboundMessage { Text = "Which?", QuickReplies = [new QuickReply("A", new string('v', 257))] },
            new OutboundMessage { Text = "Which?", QuickReplies = [new QuickReply("A", "1"), new QuickReply("A", "2")] },
            new OutboundMessage { Text = "Which?", QuickReplies = [new QuickReply(" ", "1")] },
        ];

        foreach (var message in messages)
        {
            var part = Assert.Single(Parts(message));
            Assert.Equal(WhatsAppShape.Text, part.Shape);
            Assert.StartsWith("Which?\n\n1. ", part.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void LongWordsWithChoices_GoAheadAsText()
    {
        var text = string.Join('\n', Enumerable.Range(1, 200).Select(number => $"Line number {number} of a long answer."));
        var parts = Parts(Choices(text, "Yes", "No"));

        Assert.Equal(WhatsAppShape.Buttons, parts[^1].Shape);
        Assert.All(parts.SkipLast(1), part => Assert.Equal(WhatsAppShape.Text, part.Shape));
        Assert.Equal(text, string.Join('\n', parts.Select(part => part.Text)));
    }

    [Fact]
    public void OutsideTheWindow_OnlyATemplateIsRendered()
    {
        Assert.Empty(WhatsAppRenderer.Parts(new OutboundMessage { Text = "a" }, SendMode.TemplateOnly));

        var message = new OutboundMessage { Text = "a", Template = new TemplateCall("reminder", "sw", ["Asha\n wa   pili", "10:00"]) };
        using var json = JsonDocument.Parse(Json(Assert.Single(WhatsAppRenderer.Parts(message, SendMode.TemplateOnly))));
        var template = json.RootElement.GetProperty("template");
        Assert.Equal("reminder", template.GetProperty("name").GetString());
        Assert.Equal("sw", template.GetProperty("language").GetProperty("code").GetString());
        Assert.Equal("Asha wa pili", template.GetProperty("components")[0].GetProperty("parameters")[0].GetProperty("text").GetString());
    }

    [Fact]
    public void AnyMessage_StaysWithinTheLimits()
    {
        string[] alphabet = ["a", " ", "\n", "é", "😀", "👩‍👩‍👧‍👦", "e\u0301\u0302", "نص", "\ud83d", "🇰🇪"];
        var words = Gen.Int[0, alphabet.Length - 1].Select(index => alphabet[index]).Array[0, 3000].Select(parts => string.Concat(parts));
        var label = Gen.Int[0, alphabet.Length - 1].Select(index => alphabet[index]).Array[0, 40].Select(parts => string.Concat(parts));
        var reply = Gen.Select(label, label, label.Null(), (title, value, description) => new QuickReply(title, value, description));

        Gen.Select(words, reply.Array[0, 12], label.Null()).Sample(
            (text, replies, list) =>
            {
                foreach (var part in Parts(new OutboundMessage { Text = text, QuickReplies = replies, ListLabel = list })) CheckLimits(Json(part));
            },
            iter: 1000);
    }

    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdefg", 6, "abcde…")]
    [InlineData("abcd😀g", 6, "abcd…")]
    [InlineData("ab👩‍👩‍👧‍👦g", 6, "ab…")]
    public void Ellipsis_NeverBreaksACharacter(string text, int limit, string expected) => Assert.Equal(expected, TextCut.Ellipsis(text, limit));

    private static void CheckLimits(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.TryGetProperty("text", out var text))
        {
            Assert.InRange(Length(text, "body"), 1, WhatsAppRenderer.TextLimit);
            return;
        }
        var interactive = root.GetProperty("interactive");
        Assert.InRange(Length(interactive.GetProperty("body"), "text"), 1, WhatsAppRenderer.InteractiveLimit);
        var action = interactive.GetProperty("action");
        if (action.TryGetProperty("buttons", out var buttons))
        {
            Assert.InRange(buttons.GetArrayLength(), 1, WhatsAppRenderer.ButtonCount);
            foreach (var button in buttons.EnumerateArray()) Assert.InRange(Length(button.GetProperty("reply"), "title"), 1, WhatsAppRenderer.ButtonTitle);
            return;
        }
        Assert.InRange(Length(action, "button"), 1, WhatsAppRenderer.ListOpener);
        var rows = action.GetProperty("sections")[0].GetProperty("rows");
        Assert.InRange(rows.GetArrayLength(), 1, WhatsAppRenderer.RowCount);
        foreach (var row in rows.EnumerateArray())
        {
            Assert.InRange(Length(row, "title"), 1, WhatsAppRenderer.RowTitle);
            Assert.InRange(Length(row, "id"), 1, WhatsAppRenderer.RowId);
            if (row.TryGetProperty("description", out _)) Assert.InRange(Length(row, "description"), 1, WhatsAppRenderer.RowDescription);
        }
    }

    private static int Length(JsonElement parent, string name) => parent.GetProperty(name).GetString()!.Length; // checked to be a string by the getter

    private static OutboundMessage Choices(string text, params string[] labels) =>
        new() { Text = text, QuickReplies = [.. labels.Select((label, number) => new QuickReply(label, $"v{number}"))] };

    private static IReadOnlyList<WhatsAppPart> Parts(OutboundMessage message) => WhatsAppRenderer.Parts(message, SendMode.Free);

    private static string Json(WhatsAppPart part, string recipient = "254700000001")
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, RequestBody.Options)) WhatsAppRenderer.Write(json, part, recipient, Key);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
