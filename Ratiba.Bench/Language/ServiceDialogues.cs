using Ratiba.Engine.Language;
using Ratiba.Engine.Language.Times;

namespace Ratiba.Bench.Language;

/// <summary>
/// Customers booking hair stylists, dentists, doctors and therapists (<c>sgd_services</c>). The ear is told what was just asked, from the assistant's words, the reference day, and every name
/// of that kind of service in the set. Intents: <see cref="ServiceActs"/>. Slots: rows of the booking itself (<c>BookAppointment</c>) that do not also thank or say goodbye, because the
/// source labels no slots of the other businesses in which those rows go on ("thanks; what will the weather be on the 10th?"). Exact: the labelled days and times.
/// </summary>
internal static class ServiceDialogues
{
    internal sealed record Row(
        string Id, string Utterance, string? System, string Kind, DateTime Reference, IReadOnlyList<Act> Acts, IReadOnlyList<LabelledSpan> Spans, string ActiveIntent);

    internal sealed record Act(string Name, string? Slot, string[] Values, string[] Canonical)
    {
        /// <summary>What it is by the slot: the canonical value where there is one.</summary>
        public string? Value => Canonical.Length > 0 ? Canonical[0] : Values.Length > 0 ? Values[0] : null;
    }

    public static void Score(LabelledSet set, SetTally tally)
    {
        var rows = set.Rows.Select(row => (Row: row, Label: Read(row))).ToArray();
        // Of the staff's names every spelling counts, and the name on the door is what the ear is given.
        var names = rows.GroupBy(row => row.Label.Kind).ToDictionary(kind => kind.Key, kind => kind.SelectMany(row => row.Label.Acts).Where(IsName).Select(act => act.Value!)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray());
        var listeners = names.ToDictionary(kind => kind.Key, kind => Listener.Shop([], kind.Value));
        foreach (var (row, label) in rows)
        {
            var allowed = ServiceActs.Allowed(label.Acts);
            var slots = label.ActiveIntent == "BookAppointment" && !label.Acts.Any(act => act.Name is "THANK_YOU" or "GOODBYE");
            if (allowed.Count == 0 && !slots)
            {
                tally.OutOfScope();
                continue;
            }
            var heard = listeners[label.Kind].Hear(label.Utterance, label.Reference, ServiceActs.AskedBy(label.System));
            var wrong = slots ? WrongSlots(row, label, heard, names[label.Kind], tally) : [];
            Harm? harm = wrong.Count == 0 ? null : Harm.Wrong;
            if (allowed.Count > 0 && !tally.Intent.Add(ServiceActs.IsRight(label.Acts, allowed, heard))) harm = Commands.HarmOf(heard.Best);
            tally.Row(
                label.Id, $"[{label.System}] {label.Utterance}", string.Join("; ", wrong.Prepend(string.Join(" or ", allowed.Select(Commands.LabelOf)))),
                $"{Commands.Labels(heard.Intents.Select(intent => intent.Intent))}; {Listener.Describe(heard.Whens)}", harm);
        }
    }

    private static List<string> WrongSlots(LabelledRow row, Row label, Understanding heard, string[] names, SetTally tally)
    {
        List<string> wrong = [];
        var whens = heard.Whens;
        HashSet<HeardWhen> rightDays = [], rightTimes = [];
        var staffRight = false;
        foreach (var act in label.Acts.Where(act => act is { Name: "INFORM", Value: not null }))
        {
            var span = label.Spans.FirstOrDefault(span => span.Slot == act.Slot);
            var at = whens.Where(when => span is null || Listener.Overlap(when.Span, span.Start, span.End)).ToArray();
            bool? found = null;
            if (act.Slot == "appointment_date")
            {
                var day = SetFormat.Day(row, act.Value!);
                rightDays.UnionWith(at.Where(when => when.Day == day && (when.LastDay ?? day) == day));
                found = tally.Date.There(at.Any(rightDays.Contains));
            }
            else if (act.Slot == "appointment_time")
            {
                var time = SetFormat.Clock(row, act.Value!);
                rightTimes.UnionWith(at.Where(when => when.From == time && when.To is null));
                found = tally.Time.There(at.Any(rightTimes.Contains));
            }
            else if (IsName(act))
            {
                staffRight = heard.Staff is { Value: >= 0 } staff && string.Equals(names[staff.Value], act.Value, StringComparison.OrdinalIgnoreCase)
                    && (span is null || Listener.Overlap(staff.Span, span.Start, span.End));
                found = tally.Staff.There(staffRight);
            }
            if (found is { } resolved && !IsName(act)) tally.Exact.Add(resolved);
            if (found == false) wrong.Add($"{act.Slot} {act.Value}");
        }
        int days = whens.Count(when => when.Day is not null && !rightDays.Contains(when)), times = whens.Count(when => IsClock(when) && !rightTimes.Contains(when));
        tally.Date.NotThere(days);
        tally.Time.NotThere(times);
        if (days + times > 0 && wrong.Count == 0) wrong.Add("no other time");
        if (heard.Staff is { Value: >= 0 } other && !staffRight)
        {
            tally.Staff.NotThere();
            wrong.Add($"not {names[other.Value]}");
        }
        return wrong;
    }

    private static bool IsClock(HeardWhen when) => (when.From ?? when.To) is not null && when.Part is null;

    private static bool IsName(Act act) => act is { Name: "INFORM", Value: not null } && act.Slot?.EndsWith("_name", StringComparison.Ordinal) == true;

    private sealed record RawAct(string Act, string? Slot = null, string[]? Values = null, string[]? Canonical = null);

    private sealed record RawRow(
        string Id, string Utterance, string? System, string Kind, DateTime Reference, IReadOnlyList<RawAct> Acts, IReadOnlyList<LabelledSpan> Spans, string ActiveIntent = "NONE");

    private static Row Read(LabelledRow row)
    {
        var raw = row.As<RawRow>();
        return new Row(
            raw.Id, raw.Utterance, raw.System, raw.Kind, raw.Reference, [.. raw.Acts.Select(act => new Act(act.Act, act.Slot, act.Values ?? [], act.Canonical ?? []))], raw.Spans, raw.ActiveIntent);
    }
}
