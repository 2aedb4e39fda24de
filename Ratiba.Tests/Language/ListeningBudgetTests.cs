using System.Diagnostics;
using System.Reflection;
using Ratiba.Bench.Language;
using Ratiba.Engine.Language;

namespace Ratiba.Tests.Language;

/// <summary>
/// Memory per message with 200 services and 20 people in context (issue 3: at most 1.5 KB). Time is measured by <c>Ratiba.Bench</c> alone. Without the compiler's optimisations, as the tests
/// are usually built, every interface call over a list boxes and the like: there only growth of another order is caught, and <c>./ratiba test</c> holds the release build to the budget.
/// </summary>
public sealed class ListeningBudgetTests
{
    private const int Rounds = 200;

    private static readonly int s_budget = typeof(Ear).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled == true
        ? 3 * ListeningAllocations.Budget
        : ListeningAllocations.Budget;

    [Theory]
    [InlineData("English")]
    [InlineData("Swahili")]
    [InlineData("Sheng")]
    public void Listen_SixtyCharacters_StaysInItsBudget(string language)
    {
        var message = SpeedShop.Messages[language];
        Assert.Equal(60, message.Length);
        Assert.True(BytesOf(message) <= s_budget, $"{BytesOf(message)} bytes for \"{message}\", budget {s_budget}.");
    }

    // What grows with the text is rented, not allocated: a copy of the text alone would be twice this.
    [Fact]
    public void Listen_LongMessage_RentsItsBuffers()
    {
        var bytes = BytesOf(new string('a', 4_096));
        Assert.True(bytes <= 4_096, $"{bytes} bytes for 4,096 characters of no meaning.");
    }

    private static long BytesOf(string message) => ListeningAllocations.BytesOf(message, Rounds);
}
