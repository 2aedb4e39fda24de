using System.Globalization;
using Ratiba.Engine.Language.Times;

namespace Ratiba.Bench.Language;

/// <summary>
/// A point or stretch of time in one form, for what a source expects and for what was heard, so that both compare by equality. The last day is included and always said where a day is;
/// a time after which the clock passes midnight lies on the next day. Bounds that leave one end open are another thing than a point.
/// </summary>
internal readonly record struct Stretch(DateOnly? Day, DateOnly? LastDay, TimeOnly? From, TimeOnly? To, bool OpenEnded)
{
    /// <summary>One day.</summary>
    public static Stretch OfDay(DateOnly day) => new(day, day, null, null, false);

    /// <summary>Several days, both included.</summary>
    public static Stretch OfDays(DateOnly first, DateOnly last) => new(first, last, null, null, false);

    /// <summary>A time of day, or a stretch of it.</summary>
    public static Stretch OfClock(TimeOnly from, TimeOnly? to) => new(null, null, from, Minute(to), false);

    /// <summary>An instant.</summary>
    public static Stretch OfInstant(DateTime at) => new(DateOnly.FromDateTime(at), DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at), null, false);

    /// <summary>From one moment to another. Whole days are days.</summary>
    public static Stretch OfInstants(DateTime start, DateTime end) => start.TimeOfDay == TimeSpan.Zero && end.TimeOfDay == TimeSpan.Zero
        ? OfDays(DateOnly.FromDateTime(start), DateOnly.FromDateTime(end).AddDays(-1))
        : OfMoments(DateOnly.FromDateTime(start), TimeOnly.FromDateTime(start), DateOnly.FromDateTime(end), TimeOnly.FromDateTime(end));

    /// <summary>What was heard.</summary>
    public static Stretch Of(in HeardWhen when)
    {
        var open = when.Bound is WhenBound.Before or WhenBound.After or WhenBound.Since or WhenBound.Until;
        var from = when.From?.Add(TimeSpan.FromSeconds(when.From.Value.Second == 0 ? when.Seconds : 0));
        var last = when.LastDay ?? when.Day;
        if (when.Day is { } day && from is { } start && when.To is { } to) return OfMoments(day, start, last == day && to <= start ? day.AddDays(1) : last!.Value, to) with { OpenEnded = open };
        return new Stretch(when.Day, last, from, Minute(when.To), open);
    }

    /// <summary>The same without its day, or without its clock: an expression may be said in two pieces that the source labels apart.</summary>
    public Stretch OnlyDay => this with { From = null, To = null, OpenEnded = OpenEnded && From is null && To is null };

    /// <summary>The clock alone.</summary>
    public Stretch OnlyClock => this with { Day = null, LastDay = null };

    /// <summary>Both, where neither contradicts the other; null where they do.</summary>
    public Stretch? With(in Stretch other)
    {
        if (Day is not null && other.Day is not null && (Day, LastDay) != (other.Day, other.LastDay)) return null;
        if (From is not null && other.From is not null && (From, To) != (other.From, other.To)) return null;
        return new Stretch(Day ?? other.Day, LastDay ?? other.LastDay, From ?? other.From, To ?? other.To, OpenEnded || other.OpenEnded);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', new[]
    {
        Day is null ? "" : Day == LastDay ? Text(Day) : $"{Text(Day)}..{Text(LastDay)}", From is null && To is null ? "" : To is null ? Text(From) : $"{Text(From)}-{Text(To)}", OpenEnded ? "open" : "",
    }.Where(part => part.Length > 0));

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "?";

    private static string Text(TimeOnly? time) => time?.ToString(time.Value.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture) ?? "?";

    // "until the end of the day" is midnight in one source and 23:59:59 in another; only the start carries seconds (HeardWhen).
    private static Stretch OfMoments(DateOnly day, TimeOnly from, DateOnly last, TimeOnly to) =>
        to >= new TimeOnly(23, 59, 59) ? new Stretch(day, last.AddDays(1), from, TimeOnly.MinValue, false) : new Stretch(day, last, from, Minute(to), false);

    private static TimeOnly? Minute(TimeOnly? time) => time is { } at ? at >= new TimeOnly(23, 59, 59) ? TimeOnly.MinValue : new TimeOnly(at.Hour, at.Minute) : null;
}
