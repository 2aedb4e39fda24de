using Ratiba.Bench.Language;
using Ratiba.Engine.Language;

namespace Ratiba.Tests.Language;

/// <summary>Memory per message with 200 services and 20 people in context (issue 3: at most 1.5 KB). Bytes are exact; time is measured by <c>Ratiba.Bench</c> alone.</summary>
public sealed class ListeningBudgetTests
{
    private const int Budget = 1_536;
    private const int Rounds = 200;

    [Theory]
    [InlineData("English")]
    [InlineData("Swahili")]
    [InlineData("Sheng")]
    public void Listen_SixtyCharacters_StaysInItsBudget(string language)
    {
        var message = SpeedShop.Messages[language];
        Assert.Equal(60, message.Length);
        Assert.True(BytesOf(message) <= Budget, $"{BytesOf(message)} bytes for \"{message}\", budget {Budget}.");
    }

    // What grows with the text is rented, not allocated: a copy of the text alone would be twice this.
    [Fact]
    public void Listen_LongMessage_RentsItsBuffers()
    {
        var bytes = BytesOf(new string('a', 4_096));
        Assert.True(bytes <= 4_096, $"{bytes} bytes for 4,096 characters of no meaning.");
    }

    private static long BytesOf(string message)
    {
        // The first rounds fill the pools and caches.
        for (var i = 0; i < Rounds; i++) Ear.Listen(message, SpeedShop.Context);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++) Ear.Listen(message, SpeedShop.Context);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }
}
