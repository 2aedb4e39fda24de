using Ratiba.Engine.Outbox;

namespace Ratiba.Engine.Messaging;

/// <summary>What we make of a provider's error codes.</summary>
/// <param name="From">The first code.</param>
/// <param name="To">The last code.</param>
/// <param name="Outcome">What follows.</param>
/// <param name="Reason">A stable snake_case word for counting.</param>
/// <param name="Words">For the owner of the shop: what it means and what helps.</param>
internal sealed record ProviderError(int From, int To, SendOutcome Outcome, string Reason, string Words)
{
    /// <summary>A row of one code.</summary>
    public ProviderError(int code, SendOutcome outcome, string reason, string words)
        : this(code, code, outcome, reason, words)
    {
    }
}
