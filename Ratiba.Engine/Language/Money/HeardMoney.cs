namespace Ratiba.Engine.Language.Money;

/// <summary>An amount in Kenya shillings.</summary>
/// <param name="Kes">Shillings, or the lower end of a range.</param>
/// <param name="ToKes">The upper end of a range, "2000-3000"; null for one amount.</param>
/// <param name="Span">Where it was read.</param>
internal readonly record struct HeardMoney(decimal Kes, decimal? ToKes, TextSpan Span);
