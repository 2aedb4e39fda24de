namespace Ratiba.Engine.Language.Receipts;

/// <summary>What a pasted M-Pesa message says (PM11). Words are no proof: the code is queried with Transaction Status before it counts.</summary>
/// <param name="Code">The transaction code, capital letters and digits, ten of Safaricom's.</param>
/// <param name="Kes">The amount in shillings; zero when a code was given and no amount.</param>
/// <param name="Payee">Whom it says was paid, as written; null when the message names nobody.</param>
/// <param name="At">When, in the shop's zone; null when the message has no time.</param>
/// <param name="Span">Where in the text it stands.</param>
internal sealed record MpesaReceipt(string Code, decimal Kes, string? Payee, DateTime? At, TextSpan Span);
