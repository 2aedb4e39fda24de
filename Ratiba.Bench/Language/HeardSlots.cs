using System.Globalization;
using Ratiba.Engine.Language;
using Ratiba.Engine.Language.Times;

namespace Ratiba.Bench.Language;

/// <summary>What was heard, in the names and notation of our own labels (<c>Ratiba.Tests/Language/Labelled/README.md</c>), so that both compare as text.</summary>
internal static class HeardSlots
{
    /// <summary>The slots that were heard.</summary>
    public static SortedDictionary<string, string> Of(Understanding heard, LabelledShop shop)
    {
        SortedDictionary<string, string> slots = new(StringComparer.Ordinal);
        // A message that is none of the shop's business has no slots for it, and the turn looks at none.
        if (heard.Best == Intent.OutOfScope) return slots;
        var decided = heard.Services.Where(service => service.Candidates.Count == 1).Select(service => shop.Services[service.Candidates[0]]).Distinct().ToArray();
        if (decided.Length > 0) slots["services"] = Set(decided);
        if (heard.Services.FirstOrDefault(service => service.Candidates.Count > 1) is { } open) slots["service_options"] = Set(open.Candidates.Select(candidate => shop.Services[candidate]));
        if (heard.Services.Count > 0 && heard.Services[0].Quantity > 1) slots["quantity"] = Text(heard.Services[0].Quantity);
        if (heard.Staff is { } staff) slots["staff"] = staff.Value < 0 ? "anyone" : shop.Staff[staff.Value];
        if (heard.Party is { } party) slots["party"] = Text(party.Value);
        if (heard.Duration is { } duration) slots["duration_min"] = Text(duration.Value);
        if (heard.Receipt is { } receipt) slots["receipt"] = receipt.Code;
        if (heard.Receipt is { Kes: > 0 } paid) slots["money"] = Text(paid.Kes);
        else if (heard.Money.Count > 0) slots["money"] = Text(heard.Money[0].Kes);
        if (heard.Phone is { } phone) slots["phone"] = phone.Value;
        if (heard.Name is { } name) slots["name"] = name.Value.ToLowerInvariant();
        if (heard.Pick is { } pick) slots["pick"] = Text(pick.Value + 1);
        var whens = heard.Whens;
        // "The 2:30 one" is a choice; the time in it is the option's.
        AddTimes(slots, [.. whens.Where(when => when.Role == WhenRole.Wanted && !IsOf(heard.Pick, when))], "");
        // The time of a booking that moves; a time that a correction takes back is no slot.
        if (heard.Has(Intent.Reschedule)) AddTimes(slots, [.. whens.Where(when => when.Role == WhenRole.Old)], "old_");
        return slots;
    }

    private static bool IsOf(Heard<int>? pick, HeardWhen when) => pick is { } choice && Listener.Overlap(when.Span, choice.Span.Start, choice.Span.Start + choice.Span.Length);

    private static void AddTimes(SortedDictionary<string, string> slots, HeardWhen[] whens, string prefix)
    {
        // Two days named side by side, "sat or sun", are labelled from the first to the last.
        var days = whens.SelectMany(when => new[] { when.Day, when.LastDay }).OfType<DateOnly>().ToArray();
        if (days.Length > 0) slots[$"{prefix}day"] = Text(days.Min());
        if (days.Length > 0 && days.Min() != days.Max()) slots[$"{prefix}day_to"] = Text(days.Max());

        SortedSet<TimeOnly> points = [];
        foreach (var when in whens)
        {
            if (when.Part is { } part) slots[$"{prefix}part"] = part.ToString().ToLowerInvariant();
            // A part of the day stands for itself; the labels do not say where it begins and ends.
            else if (when.To is not null || when.Bound is WhenBound.After or WhenBound.Since or WhenBound.Before or WhenBound.Until) AddWindow(slots, when, prefix);
            else points.UnionWith(new[] { when.From, when.OtherTime }.OfType<TimeOnly>());
        }
        if (points.Count == 1) slots[$"{prefix}time"] = Text(points.Min);
        if (points.Count > 1) slots[$"{prefix}times"] = string.Join(", ", points.Select(Text));
    }

    private static void AddWindow(SortedDictionary<string, string> slots, HeardWhen when, string prefix)
    {
        var isEnd = when.Bound is WhenBound.Before or WhenBound.Until;
        if (!isEnd && when.From is { } from) slots[$"{prefix}from"] = Text(from);
        if ((when.To ?? (isEnd ? when.From : null)) is { } to) slots[$"{prefix}to"] = Text(to);
    }

    /// <summary>A set of names, in one order.</summary>
    public static string Set(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
