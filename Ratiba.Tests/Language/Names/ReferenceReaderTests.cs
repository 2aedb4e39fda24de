using Ratiba.Engine.Primitives;

namespace Ratiba.Tests.Language.Names;

/// <summary>Half of the references of an earlier form held a word, a time or an amount: "cancel booking 3SAA5M" was answered in Swahili, "9AM4ZT" moved the wish to nine.</summary>
public sealed class ReferenceReaderTests
{
    [Fact]
    public void NoReference_SaysAnythingButItself()
    {
        var random = new Random(2026);
        var bytes = new byte[16];
        var plain = Said.Heard("cancel booking");
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            var reference = BookingReference.Of(new Guid(bytes));
            var heard = Said.Heard("cancel booking " + reference.ToLowerInvariant());
            Assert.Equal(reference, heard.Reference?.Value);
            Assert.Equal((plain.Mix, plain.Best, false), (heard.Mix, heard.Best, heard.HasSlots));
            Assert.Empty(heard.Money);
        }
    }

    [Theory]
    [InlineData("K7M2X9", "K7M2X9")]
    [InlineData("ref:k7m2x9.", "K7M2X9")]
    [InlineData("(K7M2X9)", "K7M2X9")]
    [InlineData("K7M2X9A", null)]
    [InlineData("xK7M2X9", null)]
    [InlineData("K7M2X", null)]
    [InlineData("j2 saa3 5k", null)]
    public void OnlyTheWholeForm_IsAReference(string text, string? reference) => Assert.Equal(reference, Said.Heard(text).Reference?.Value);
}
