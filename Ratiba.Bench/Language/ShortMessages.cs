using System.Text.Json;
using Ratiba.Engine.Language;

namespace Ratiba.Bench.Language;

/// <summary>
/// Short messages with one coarse label and a few slots (<c>kenya_codemix</c>). A row is right when it was heard to mean what its label allows (<see cref="Commands.Means"/>) and day, time, party and choice are right.
/// A label for which this table has nothing is out of scope. What answers a question (a menu choice, a yes, a service) is put to the ear as such an answer.
/// </summary>
internal static class ShortMessages
{
    internal sealed record Row(
        string Id, string Text, string Label, string? Day = null, string? Time = null, string? Part = null, int? Party = null, string? Service = null, JsonElement? Value = null,
        JsonElement? Amount = null);

    /// <summary>
    /// Labels come from several code bases and are coarse, so several intents fit.
    /// </summary>
    private static readonly Dictionary<string, Intent[]> s_intents = new()
    {
        ["booking"] = [Intent.Book, Intent.CheckAvailability],
        ["reservation"] = [Intent.Book, Intent.CheckAvailability],
        ["service_request"] = [Intent.Book, Intent.CheckAvailability, Intent.AskServices],
        ["service_choice"] = [Intent.Book, Intent.Pick],
        ["place_order"] = [Intent.Book, Intent.AskServices, Intent.OutOfScope],
        ["availability"] = [Intent.CheckAvailability, Intent.AskServices],
        ["browse_products"] = [Intent.AskServices, Intent.CheckAvailability],
        ["browse_or_book_services"] = [Intent.AskServices, Intent.Book, Intent.CheckAvailability],
        ["cancellation"] = [Intent.Cancel],
        ["reschedule"] = [Intent.Reschedule],
        ["appointment_status"] = [Intent.MyBookings],
        ["price"] = [Intent.AskPrice],
        ["opening_hours"] = [Intent.AskHours],
        ["location"] = [Intent.AskLocation],
        ["payment_help"] = [Intent.Pay, Intent.AskPolicy],
        ["payment_done"] = [Intent.HasPaid],
        ["broken_callback_promise"] = [Intent.Complaint, Intent.Human],
        ["complaint"] = [Intent.Complaint, Intent.Human],
        ["human"] = [Intent.Human],
        ["greeting"] = [Intent.Greet, Intent.Human],
        ["small_talk"] = [Intent.Greet],
        ["thanks"] = [Intent.Thanks],
        ["affirm"] = [Intent.Confirm],
        ["confirmation"] = [Intent.Confirm],
        ["deny"] = [Intent.Deny],
        ["negation"] = [Intent.Deny],
        ["menu_choice"] = [Intent.Pick],
        // "Haya" closes a talk and says yes (LANGUAGE.md, section 7): an acknowledgement is as good.
        ["closing"] = [Intent.Thanks, Intent.Goodbye, Intent.Confirm],
        // Anything but the end: see IsAllowed.
        ["not_closing"] = [Intent.Thanks, Intent.Goodbye, Intent.None],
    };

    /// <summary>Business that a booking desk has no name for (deliveries, quotations, reminders, other people's cards); right is whatever commands nothing (<see cref="Commands"/>).</summary>
    private static readonly HashSet<string> s_otherBusiness =
    [
        "quote", "coverage_question", "other", "order_status", "return_policy", "delivery", "question", "change_request", "stop_reminder", "list_reminders", "schedule_question",
    ];

    public static void Score(LabelledSet set, SetTally tally)
    {
        var listener = Listener.Shop([.. set.Rows.Select(row => row.As<Row>().Service).OfType<string>().Distinct()], []);
        foreach (var row in set.Rows)
        {
            var label = row.As<Row>();
            if (!s_intents.TryGetValue(label.Label, out var allowed) && !s_otherBusiness.Contains(label.Label))
            {
                tally.OutOfScope();
                continue;
            }
            var (asked, options) = AskedFor(label.Label);
            var heard = listener.Hear(label.Text, Listener.AnyDay, asked, options);
            var wrong = WrongSlots(row, label, heard, tally);
            Harm? harm = wrong.Count == 0 ? null : Harm.Wrong;
            if (!tally.Intent.Add(IsAllowed(label.Label, allowed, heard))) harm = Commands.HarmOf(heard.Best);
            tally.Row(
                label.Id, label.Text, string.Join("; ", wrong.Prepend(label.Label)), $"{Commands.Labels(heard.Intents.Select(intent => intent.Intent))}; {Listener.Describe(heard.Whens)}", harm);
        }
    }

    private static bool IsAllowed(string label, Intent[]? allowed, Understanding heard) =>
        allowed is null ? !Commands.Any(heard) : label == "not_closing" ? !Commands.Means(heard, allowed) || heard.Has(Intent.Confirm) : Commands.Means(heard, allowed);

    private static (Asked, string[]) AskedFor(string label) => label switch
    {
        "menu_choice" => (Asked.Choice, ["Haircut", "Beard trim", "Facial", "Manicure", "Pedicure"]),
        "service_choice" => (Asked.Service, []),
        "affirm" or "confirmation" or "deny" or "negation" => (Asked.YesNo, []),
        _ => (Asked.Nothing, []),
    };

    private static List<string> WrongSlots(LabelledRow row, Row label, Understanding heard, SetTally tally)
    {
        List<string> wrong = [];
        var whens = heard.Whens;
        if (ClockReadings.Relative(label.Day) is { } day)
        {
            if (!tally.Exact.Add(tally.Date.There(whens.Any(when => when.Day == day)))) wrong.Add($"day {label.Day}");
        }
        else
        {
            tally.Date.NotThere(whens.Count(when => when.Day is not null));
        }
        if (label.Time is { } time)
        {
            var readings = time.Split(" or ").Select(reading => SetFormat.Clock(row, reading)).ToArray();
            if (!tally.Exact.Add(tally.Time.There(whens.Any(when => when.From is { } from && readings.Contains(from))))) wrong.Add($"time {time}");
        }
        else
        {
            tally.Time.NotThere(whens.Count(when => when.From is not null && when.Part is null));
        }
        if (label.Part is { } part && !whens.Any(when => string.Equals(when.Part?.ToString(), part, StringComparison.OrdinalIgnoreCase))) wrong.Add($"part {part}");
        if (label.Party is { } party && heard.Party?.Value != party) wrong.Add($"party {party}");
        if (label.Service is { } service && heard.Services.Count == 0) wrong.Add($"service {service}");
        if (label.Label == "menu_choice" && label.Value is { ValueKind: JsonValueKind.Number } value && heard.Pick?.Value + 1 != (value.TryGetInt32(out var choice) ? choice : null)) wrong.Add($"pick {value}");
        if (label.Amount is { ValueKind: JsonValueKind.Number } amount && !tally.Money.There(amount.TryGetDecimal(out var kes) && heard.Money.Any(money => money.Kes == kes))) wrong.Add($"amount {amount}");
        return wrong;
    }
}
