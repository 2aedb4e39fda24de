using System.Globalization;
using System.Text.Json;
using Ratiba.Engine.Language.Money;
using Ratiba.Engine.Language.Numbers;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Bench.Language;

/// <summary>
/// Amounts, number words and dates (<c>kenya_money_dates</c>): every row is in scope, and exact where the value or the range was heard, or for null nothing. What is known to be a price
/// ("2,500", "blue") goes to the reader of prices, and number words to the reader of numbers: in a chat a bare figure is no amount and blue a colour. Sentences and dates are put to the ear. A source that
/// refuses a range as one price is content with the range or with nothing.
/// </summary>
internal static class MoneyAndDates
{
    internal sealed record Row(string Id, string Text, string Kind, JsonElement Value, JsonElement? Range = null);

    public static void Score(LabelledSet set, SetTally tally)
    {
        foreach (var row in set.Rows)
        {
            var label = row.As<Row>();
            var (right, expected, got) = label.Kind == "date" ? ScoreDate(row, label, tally) : ScoreMoney(row, label, tally);
            tally.Exact.Add(right);
            tally.Row(label.Id, label.Text, expected, got, right ? null : got == "nothing" ? Harm.NotHeard : Harm.Wrong);
        }
    }

    private static (bool Right, string Expected, string Got) ScoreDate(LabelledRow row, Row label, SetTally tally)
    {
        DateOnly? expected = label.Value.ValueKind == JsonValueKind.Null ? null : SetFormat.Day(row, label.Value.ToString());
        // The dates were written when they lay ahead: said on the day before, none is in the past.
        var now = expected?.AddDays(-1).ToDateTime(TimeOnly.MinValue) ?? Listener.AnyDay;
        var heard = Listener.Nowhere.Hear(label.Text, now).Whens;
        var days = heard.Where(when => when.Day is not null).ToArray();
        var right = expected is null ? days.Length == 0 : days.Length == 1 && days[0].Day == expected && days[0].LastDay is null;
        if (expected is not null) tally.Date.There(right);
        if (!right) tally.Date.NotThere(days.Length);
        return (right, expected?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "nothing", Listener.Describe(heard));
    }

    private static (bool Right, string Expected, string Got) ScoreMoney(LabelledRow row, Row label, SetTally tally)
    {
        var heard = Heard(label);
        var (from, to) = Expected(row, label);
        var refused = label.Value.ValueKind == JsonValueKind.Null;
        var right = heard.Count == 0 ? refused : heard.Count == 1 && heard[0] == (from, to);
        if (from is not null && !(refused && right)) tally.Money.There(right);
        if (!right) tally.Money.NotThere(heard.Count);
        return (right, Text(from, to), heard.Count == 0 ? "nothing" : string.Join("; ", heard.Select(amount => Text(amount.From, amount.To))));
    }

    private static List<(decimal? From, decimal? To)> Heard(Row label)
    {
        if (label.Kind == "price_in_sentence")
            return [.. Listener.Nowhere.Hear(label.Text, Listener.AnyDay).Money.Select(amount => ((decimal?)amount.Kes, amount.ToKes))];
        using var room = new UtteranceRoom();
        var said = room.Read(label.Text, Lexicon.Shipped);
        if (label.Kind.StartsWith("price", StringComparison.Ordinal)) return MoneyReader.TryReadPrice(said, out var price) ? [(price.Kes, price.ToKes)] : [];
        return said.Count > 0 && NumberReader.Read(said, 0, out var number) && number.Length == said.Count ? [(number.Value, null)] : [];
    }

    private static (decimal? From, decimal? To) Expected(LabelledRow row, Row label)
    {
        decimal[] ends = label.Range is not { } range ? [] : range.ValueKind switch
        {
            JsonValueKind.Array => [.. range.EnumerateArray().Where(end => end.ValueKind == JsonValueKind.Number).Select(end => end.GetDecimal())],
            JsonValueKind.Object => [.. range.EnumerateObject().Where(end => end.Value.ValueKind == JsonValueKind.Number).Select(end => end.Value.GetDecimal()).Order()],
            _ => [],
        };
        if (ends.Length == 2) return (ends[0], ends[1]);
        return label.Value.ValueKind switch
        {
            JsonValueKind.Null => (null, null),
            JsonValueKind.Number => (label.Value.GetDecimal(), null),
            _ => throw row.Bad("\"value\" is neither a number nor null."),
        };
    }

    private static string Text(decimal? from, decimal? to) => from is null ? "nothing" : string.Create(CultureInfo.InvariantCulture, $"{from}{(to is null ? "" : $"-{to}")}");
}
