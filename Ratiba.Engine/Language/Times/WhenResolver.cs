namespace Ratiba.Engine.Language.Times;

/// <summary>Turns the pieces of an expression into what it means.</summary>
internal static class WhenResolver
{
    /// <summary>What the expression means.</summary>
    public static HeardWhen Resolve(in Gathered gathered, TextSpan span, in WhenContext context)
    {
        if (gathered.Moment is { } moment) return OfMoment(moment, gathered, span);
        var when = gathered switch
        {
            { From: not null, To: not null } => OfStretch(gathered, span, context),
            { From: not null, Length: { OnlyDays: false } length } => OfLength(gathered, length, span, context),
            { From: not null } => OfClock(gathered, span, context),
            { Part: not null } => OfPart(gathered, span),
            _ => OfDays(gathered, span),
        };
        if (gathered.Day is { } day)
        {
            when = when with
            {
                Assumed = when.Assumed | day.Assumed,
                OtherDay = when.OtherDay ?? day.OtherDay,
                Repeats = day.Repeats,
                Role = (day.Past && gathered.EndDay is null) || (when.LastDay ?? when.Day) < context.Today || HasPassed(when, context) ? WhenRole.Past : WhenRole.Wanted,
            };
        }
        return when;
    }

    /// <summary>The two times of a move, "from Friday to Monday": the old and the wanted one.</summary>
    public static (HeardWhen Old, HeardWhen Wanted) Split(in Gathered gathered, TextSpan span, in WhenContext context)
    {
        var (one, two) = (gathered, gathered);
        (one.To, one.EndDay, one.Bound) = (null, null, WhenBound.None);
        (two.From, two.To, two.Day, two.EndDay, two.Bound) = (gathered.To ?? gathered.From, null, gathered.EndDay ?? gathered.Day, null, WhenBound.None);
        if (gathered.To is null) two.From = null;
        return (Resolve(one, span, context) with { Role = WhenRole.Old }, Resolve(two, span, context));
    }

    private static HeardWhen OfMoment(in MomentReading moment, in Gathered gathered, TextSpan span)
    {
        var role = moment.Past ? WhenRole.Past : WhenRole.Wanted;
        var day = DateOnly.FromDateTime(moment.From);
        var from = Minute(moment.From);
        if (moment.To is { } to)
        {
            var last = DateOnly.FromDateTime(to);
            return new HeardWhen { Span = span, Kind = WhenKind.DateTimeRange, Day = day, LastDay = last == day ? null : last, From = from, To = TimeOnly.FromDateTime(to), Role = role };
        }
        return new HeardWhen { Span = span, Kind = WhenKind.DateTime, Day = day, From = from, Seconds = moment.From.Second, Bound = gathered.Bound, Role = role };
    }

    private static HeardWhen OfStretch(in Gathered gathered, TextSpan span, in WhenContext context)
    {
        var (fromClock, toClock) = (gathered.From!.Value, gathered.To!.Value);
        ChosenTime from, to;
        if (gathered.EndDay is { } end)
        {
            from = ClockChoice.Of(fromClock, gathered.Part ?? gathered.EndPart, gathered.Day?.Day, context);
            to = ClockChoice.Of(toClock, gathered.EndPart ?? gathered.Part, end.Day, context);
        }
        else
        {
            (from, to) = ClockChoice.Of(fromClock, toClock, gathered.Part, gathered.EndPart, gathered.Day?.Day, context);
        }
        DateOnly? last = gathered.EndDay?.Day == gathered.Day?.Day ? null : gathered.EndDay?.Day;
        if (gathered.Day is { } day && last is null && to.Time < from.Time) last = Calendar.Add(day.Day, 1);
        return new HeardWhen
        {
            Span = span,
            Kind = gathered.Day is null ? WhenKind.TimeRange : WhenKind.DateTimeRange,
            Bound = gathered.Bound == WhenBound.Around ? WhenBound.Around : WhenBound.None,
            Day = gathered.Day?.Day,
            LastDay = last,
            From = from.Time,
            To = to.Time,
            OtherTime = from.Other,
            Assumed = from.Assumed | to.Assumed,
        };
    }

    private static HeardWhen OfLength(in Gathered gathered, in LengthReading length, TextSpan span, in WhenContext context)
    {
        var from = ClockChoice.Of(gathered.From!.Value, gathered.Part, gathered.Day?.Day, context);
        var to = from.Time.Add(TimeSpan.FromSeconds(length.Seconds + 86_400L * length.Days), out var days);
        return new HeardWhen
        {
            Span = span,
            Kind = gathered.Day is null ? WhenKind.TimeRange : WhenKind.DateTimeRange,
            Day = gathered.Day?.Day,
            LastDay = gathered.Day is { } day && days > 0 ? Calendar.Add(day.Day, days) : null,
            From = from.Time,
            To = to,
            OtherTime = from.Other,
            Length = TimeSpan.FromSeconds(length.Seconds + 86_400L * length.Days),
            Assumed = from.Assumed,
        };
    }

    private static HeardWhen OfClock(in Gathered gathered, TextSpan span, in WhenContext context)
    {
        var chosen = ClockChoice.Of(gathered.From!.Value, gathered.Part, gathered.Day?.Day, context);
        var time = Minute(chosen.Time);
        var dated = gathered.Day is not null;
        var when = new HeardWhen
        {
            Span = span,
            Kind = dated ? WhenKind.DateTime : WhenKind.Time,
            Bound = gathered.Bound,
            Day = gathered.Day?.Day,
            From = time,
            Seconds = chosen.Time.Second,
            OtherTime = chosen.Other,
            Assumed = chosen.Assumed,
        };
        return gathered.Bound switch
        {
            WhenBound.Before or WhenBound.Until => when with { Kind = dated ? WhenKind.DateTimeRange : WhenKind.TimeRange, From = null, To = time },
            WhenBound.After or WhenBound.Since => when with { Kind = dated ? WhenKind.DateTimeRange : WhenKind.TimeRange },
            _ => when,
        };
    }

    private static HeardWhen OfPart(in Gathered gathered, TextSpan span)
    {
        var part = gathered.Part!.Value;
        if (gathered.Edge != WhenBound.None && part.Edge == WhenBound.None) part = part with { Edge = gathered.Edge, Window = PartReader.Narrow(part.Window, gathered.Edge) };
        var when = new HeardWhen
        {
            Span = span,
            Kind = gathered.Day is null ? WhenKind.TimeRange : WhenKind.DateTimeRange,
            Bound = gathered.Bound == WhenBound.None ? part.Edge : gathered.Bound,
            Day = gathered.Day?.Day,
            From = part.Window.From,
            To = part.Window.To,
            Part = part.Part,
        };
        // "After work" has no end.
        if (part.Part is null && part.Window.To == TimeOnly.MinValue) return when with { Bound = WhenBound.Since, To = null };
        return gathered.Bound switch
        {
            WhenBound.Before or WhenBound.Until => when with { From = null, To = part.Window.From, Part = null },
            WhenBound.After => when with { From = part.Window.To, To = null, Part = null },
            WhenBound.Since => when with { To = null, Part = null },
            _ => when,
        };
    }

    private static HeardWhen OfDays(in Gathered gathered, TextSpan span)
    {
        var day = gathered.Day!.Value;
        var last = gathered.EndDay is { } end ? end.LastDay ?? end.Day : gathered.Length is { } length ? Calendar.Add(day.Day.AddMonths(length.Months), length.Days - 1) : day.LastDay;
        var bound = gathered.Bound == WhenBound.None ? day.Bound : gathered.Bound;
        var when = new HeardWhen { Span = span, Kind = last is null ? WhenKind.Date : WhenKind.DateRange, Bound = bound, Day = day.Day, LastDay = last };
        // "for 3 days from today": both ends are known.
        if (gathered.Length is not null || gathered.EndDay is not null) return when with { Bound = gathered.Bound == WhenBound.Around ? WhenBound.Around : WhenBound.None };
        return gathered.Bound switch
        {
            WhenBound.Before => when with { Kind = WhenKind.DateRange, Day = null, LastDay = Calendar.Add(day.Day, -1) },
            WhenBound.Until => when with { Kind = WhenKind.DateRange, Day = null, LastDay = last ?? day.Day },
            WhenBound.After => when with { Kind = WhenKind.DateRange, Day = Calendar.Add(last ?? day.Day, 1), LastDay = null },
            WhenBound.Since when last is null => when with { Kind = WhenKind.DateRange },
            _ => when,
        };
    }

    // Said of a day by name and already over: nothing that can be booked.
    private static bool HasPassed(in HeardWhen when, in WhenContext context) =>
        when.Day == context.Today && when.LastDay is null && (when.To ?? when.From) is { } time && when.OtherTime is null && time < TimeOnly.FromDateTime(context.Now) && time > TimeOnly.MinValue
        && when.Kind is WhenKind.DateTime or WhenKind.DateTimeRange && when.Bound is not (WhenBound.After or WhenBound.Since);

    private static TimeOnly Minute(DateTime moment) => new(moment.Hour, moment.Minute);

    private static TimeOnly Minute(TimeOnly time) => new(time.Hour, time.Minute);
}
