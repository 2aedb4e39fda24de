namespace Ratiba.Engine.Language;

/// <summary>What one message says: intents, best first, and slots, each with the stretch of text it was read from.</summary>
internal sealed record Understanding
{
    /// <summary>Heard nothing.</summary>
    public static readonly Understanding Nothing = new();

    /// <summary>The language it is in: <c>en</c>, <c>sw</c> …</summary>
    public string Language { get; init; } = "en";

    /// <summary>Best first; empty when nothing was understood.</summary>
    public IReadOnlyList<HeardIntent> Intents { get; init; } = [];

    /// <summary>Services by their index in <see cref="ShopWords"/>. More than one: the words fit each of them equally well, so ask.</summary>
    public IReadOnlyList<int> Services { get; init; } = [];

    /// <summary>Where the service was read.</summary>
    public TextSpan ServiceSpan { get; init; }

    /// <summary>A person by index, or <see cref="Anyone"/>.</summary>
    public Heard<int>? Staff { get; init; }

    /// <summary>A day, never in the past.</summary>
    public Heard<DateOnly>? Date { get; init; }

    /// <summary>A time of day.</summary>
    public Heard<TimeOnly>? Time { get; init; }

    /// <summary>A part of the day.</summary>
    public Heard<DayPart>? DayPart { get; init; }

    /// <summary>Bounds on the time of day: after three, between two and four.</summary>
    public Heard<ClockWindow>? Window { get; init; }

    /// <summary>A choice among the offered options, from zero.</summary>
    public Heard<int>? Pick { get; init; }

    /// <summary>The value of <see cref="Staff"/> when any person will do.</summary>
    public const int Anyone = -1;

    /// <summary>The likeliest intent, or <see cref="Intent.None"/>.</summary>
    public Intent Best => Intents.Count > 0 ? Intents[0].Intent : Intent.None;

    /// <summary>Whether the intent was heard at all.</summary>
    public bool Has(Intent intent)
    {
        for (var i = 0; i < Intents.Count; i++)
            if (Intents[i].Intent == intent) return true;
        return false;
    }

    /// <summary>Whether a day, time, part of the day or bound was heard.</summary>
    public bool HasWhen => Date is not null || Time is not null || DayPart is not null || Window is not null;

    /// <summary>Whether any slot was heard.</summary>
    public bool HasSlots => HasWhen || Services.Count > 0 || Staff is not null;
}

/// <summary>A stretch of the message.</summary>
internal readonly record struct TextSpan(int Start, int Length);

/// <summary>A value, where it was read, and how sure that is (0 to 1).</summary>
internal readonly record struct Heard<T>(T Value, TextSpan Span, float Confidence = 1);

/// <summary>An intent and how sure it is (0 to 1).</summary>
internal readonly record struct HeardIntent(Intent Intent, float Confidence);

/// <summary>Times of day from <paramref name="From"/> up to, not including, <paramref name="To"/>.</summary>
internal readonly record struct ClockWindow(TimeOnly From, TimeOnly To);

/// <summary>A part of the day. Neighbours overlap, as they do in people's mouths.</summary>
internal enum DayPart
{
    /// <summary>Until noon.</summary>
    Morning,

    /// <summary>Noon to five.</summary>
    Afternoon,

    /// <summary>From four on.</summary>
    Evening,
}

/// <summary>What a customer wants with a message.</summary>
internal enum Intent
{
    None,
    Greet,
    Book,
    AskPrice,
    AskHours,
    AskServices,
    MyBookings,
    Cancel,
    Move,
    Confirm,
    Deny,

    /// <summary>Chose one of the options.</summary>
    Pick,

    /// <summary>Other options than those offered.</summary>
    More,

    /// <summary>Takes back something said before: "no, 4 pm", "actually Friday".</summary>
    Correct,
    Human,
    Thanks,
    Stop,
    Restart,
}
