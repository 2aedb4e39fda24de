using System.Text;
using Ratiba.Bench.Language;
using Ratiba.Engine.Language;

namespace Ratiba.Tests.Language;

/// <summary>
/// A million texts that nobody would write (issue 3): listening never throws, and what it hears lies within the text and the shop. Seeds are fixed, and one that fails is named with its text.
/// </summary>
public sealed class AnyTextTests(ITestOutputHelper output)
{
    private const int Texts = 1_000_000;
    private const int Storms = 200;

    [Fact]
    public void Listen_AnyText_NeverThrowsAndStaysInsideIt()
    {
        var messages = LabelledFiles.Texts();
        var shop = LabelledShop.Read(LabelledFiles.Folder);
        output.WriteLine($"Seeds 0 to {Storms - 1}, {Texts / Storms} texts each.");
        Parallel.For(0, Storms, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            TextStorm storm = new(seed, messages);
            var random = new Random(seed);
            for (var i = 0; i < Texts / Storms; i++)
            {
                var text = storm.Next();
                var asked = (Asked)random.Next(Enum.GetValues<Asked>().Length);
                OptionWords[] options = asked is Asked.Choice or Asked.Time ? [new("9:00 AM", "9:00 AM"), new("the second", "2"), new("", "")] : [];
                var wrong = WrongWith(text, asked, options, shop);
                Assert.True(wrong is null, $"seed {seed}, text {i}, asked {asked}: {wrong}\n{Escaped(text)}");
            }
        });
    }

    private static string? WrongWith(string text, Asked asked, OptionWords[] options, LabelledShop shop)
    {
        Understanding heard;
        try
        {
            heard = Ear.Listen(text, new ListeningContext(DateOnly.FromDateTime(shop.Now), TimeOnly.FromDateTime(shop.Now), shop.Words, asked, options));
        }
        catch (Exception e)
        {
            return e.ToString();
        }
        foreach (var span in Spans(heard))
            if (span.Start < 0 || span.Length < 0 || span.Start + span.Length > text.Length) return $"the span {span} is outside of {text.Length} characters";
        if (heard.Services.Any(service => service.Candidates.Count == 0 || service.Quantity < 1 || service.Candidates.Any(index => index < 0 || index >= shop.Services.Count)))
            return "a service that the shop does not have";
        if (heard.Staff is { } staff && (staff.Value < Understanding.Anyone || staff.Value >= shop.Staff.Count)) return "a person that the shop does not have";
        if (heard.Pick is { } pick && (pick.Value < 0 || pick.Value >= options.Length)) return "an option that was not offered";
        // "This week" has begun already; it must not have ended.
        if (heard.Whens.Any(when => when.IsWanted && (when.LastDay ?? when.Day) < DateOnly.FromDateTime(shop.Now))) return "a day in the past";
        if (heard.Intents.Any(intent => !Enum.IsDefined(intent.Intent) || intent.Confidence is not (>= 0 and <= 1))) return "an intent with no confidence from 0 to 1";
        return heard.Money.Any(amount => amount.Kes < 0 || amount.ToKes < 0) ? "an amount below zero" : null;
    }

    private static IEnumerable<TextSpan> Spans(Understanding heard)
    {
        foreach (var intent in heard.Intents) yield return intent.Span;
        foreach (var service in heard.Services) yield return service.Span;
        foreach (var when in heard.Whens) yield return when.Span;
        foreach (var amount in heard.Money) yield return amount.Span;
        TextSpan?[] single =
        [
            heard.Party?.Span, heard.Duration?.Span, heard.Phone?.Span, heard.Name?.Span, heard.Receipt?.Span, heard.Staff?.Span, heard.Pick?.Span,
        ];
        foreach (var span in single)
            if (span is { } one) yield return one;
    }

    private static string Escaped(string text)
    {
        StringBuilder escaped = new();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 2_000))) escaped.Append(c is >= ' ' and < (char)127 ? c.ToString() : $"\\u{(int)c:x4}");
        return escaped.ToString();
    }
}
