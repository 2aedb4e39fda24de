using Ratiba.Engine.Language.Money;
using Ratiba.Engine.Language.Receipts;
using Ratiba.Engine.Language.Times;

namespace Ratiba.Engine.Language;

/// <summary>What one message says: intents, best first, and slots, each with the stretch of text it was read from.</summary>
internal sealed record Understanding
{
    /// <summary>Heard nothing.</summary>
    public static readonly Understanding Nothing = new();

    /// <summary>Which languages it is written in; of no words when it was the label of an option, which is ours.</summary>
    public LanguageMix Mix { get; init; }

    /// <summary>Best first; empty when nothing was understood.</summary>
    public IReadOnlyList<HeardIntent> Intents { get; init; } = [];

    /// <summary>The services that were named, in the order said.</summary>
    public IReadOnlyList<HeardService> Services { get; init; } = [];

    /// <summary>Every expression of time, in the order said.</summary>
    public IReadOnlyList<HeardWhen> Whens { get; init; } = [];

    /// <summary>Every amount, in shillings.</summary>
    public IReadOnlyList<HeardMoney> Money { get; init; } = [];

    /// <summary>How many people in all.</summary>
    public Heard<int>? Party { get; init; }

    /// <summary>A length in minutes: "for two hours".</summary>
    public Heard<int>? Duration { get; init; }

    /// <summary>A phone number, E.164.</summary>
    public Heard<string>? Phone { get; init; }

    /// <summary>The customer's own name, when it was told.</summary>
    public Heard<string>? Name { get; init; }

    /// <summary>A booking's reference in upper case: "K7M2X9". Not yet known to be anyone's.</summary>
    public Heard<string>? Reference { get; init; }

    /// <summary>A pasted M-Pesa message (PM11).</summary>
    public MpesaReceipt? Receipt { get; init; }

    /// <summary>A person by index, or <see cref="Anyone"/>.</summary>
    public Heard<int>? Staff { get; init; }

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

    /// <summary>The wanted day, or the first of several; "before Friday" names none.</summary>
    public DateOnly? Date
    {
        get
        {
            foreach (var when in Whens)
            {
                if (!when.IsWanted || when.Day is not { } day) continue;
                if (when.From is null && when.Bound is WhenBound.Before or WhenBound.Until) continue;
                return when is { From: null, Bound: WhenBound.After } ? (when.LastDay ?? day).AddDays(1) : day;
            }
            return null;
        }
    }

    /// <summary>The wanted time of day.</summary>
    public TimeOnly? Time => Clock is { } when && IsPoint(when) ? when.From : null;

    /// <summary>The other reading of <see cref="Time"/> when two are as likely: "saa 4" is 10:00 or 16:00.</summary>
    public TimeOnly? OtherTime => Clock is { } when && IsPoint(when) ? when.OtherTime : null;

    /// <summary>The wanted part of the day, when no more was said.</summary>
    public DayPart? DayPart => Clock?.Part;

    /// <summary>Bounds on the time of day: after three, between two and four.</summary>
    public ClockWindow? Window
    {
        get
        {
            if (Clock is not { Part: null } when || IsPoint(when)) return null;
            var isEnd = when.Bound is WhenBound.Before or WhenBound.Until;
            return isEnd
                ? new ClockWindow(TimeOnly.MinValue, when.To ?? when.From ?? TimeOnly.MaxValue)
                : new ClockWindow(when.From ?? TimeOnly.MinValue, when.To ?? TimeOnly.MaxValue);
        }
    }

    /// <summary>Whether a day, time, part of the day or bound was heard.</summary>
    public bool HasWhen => Date is not null || Clock is not null;

    /// <summary>Whether a visit on a day that has passed was asked for, and no other.</summary>
    public bool IsPast
    {
        get
        {
            foreach (var when in Whens)
                if (when.Role != WhenRole.Past) return false;
            return Whens.Count > 0 && (Has(Intent.Book) || Has(Intent.CheckAvailability));
        }
    }

    /// <summary>Whether any slot was heard.</summary>
    public bool HasSlots => HasWhen || Services.Count > 0 || Staff is not null;

    /// <summary>The services that the first named one may be; more than one: the words fit each equally well, so ask.</summary>
    public IReadOnlyList<int> Tied => Services.Count > 0 ? Services[0].Candidates : [];

    // The first that tells a time of day: "Friday" and "at 4" may be two expressions.
    private HeardWhen? Clock
    {
        get
        {
            foreach (var when in Whens)
                if (when.IsWanted && when.HasClock) return when;
            return null;
        }
    }

    private static bool IsPoint(in HeardWhen when) => when is { From: not null, To: null, Part: null, Bound: WhenBound.None or WhenBound.Around };
}

/// <summary>A stretch of the message.</summary>
internal readonly record struct TextSpan(int Start, int Length);

/// <summary>A value, where it was read, and how sure that is (0 to 1).</summary>
internal readonly record struct Heard<T>(T Value, TextSpan Span, float Confidence = 1);

/// <summary>A service that was named.</summary>
/// <param name="Candidates">By index in <see cref="ShopWords"/>; more than one when the words fit each of them equally well.</param>
/// <param name="Span">Where it was read.</param>
/// <param name="Quantity">How many of it.</param>
/// <param name="Unwanted">Whether it was named to be refused: "I don't want gel".</param>
internal sealed record HeardService(IReadOnlyList<int> Candidates, TextSpan Span, int Quantity = 1, bool Unwanted = false);

/// <summary>An intent, how sure it is (0 to 1), and the part of the message that says it.</summary>
internal readonly record struct HeardIntent(Intent Intent, float Confidence, TextSpan Span = default);

/// <summary>Times of day from <paramref name="From"/> up to, not including, <paramref name="To"/>.</summary>
internal readonly record struct ClockWindow(TimeOnly From, TimeOnly To);
