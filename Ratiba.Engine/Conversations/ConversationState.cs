using System.Text.Json.Serialization;
using Ratiba.Engine.Language;

namespace Ratiba.Engine.Conversations;

/// <summary>Where a conversation stands: all that a turn needs to remember. Names are short because it is stored with every turn.</summary>
internal sealed record ConversationState
{
    /// <summary>Nothing said yet.</summary>
    public static readonly ConversationState New = new();

    /// <summary>The language the customer is answered in: <c>en</c>, <c>sw</c> or <c>sheng</c> (CV10).</summary>
    [JsonPropertyName("lang")]
    public string Language { get; init; } = "en";

    /// <summary>The question that waits for an answer.</summary>
    [JsonPropertyName("q")]
    public Question Asked { get; init; }

    /// <summary>What is known of the booking being made.</summary>
    [JsonPropertyName("d")]
    public Draft Draft { get; init; } = Draft.Empty;

    /// <summary>The options last offered, in order.</summary>
    [JsonPropertyName("o")]
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>Messages in a row that were not understood.</summary>
    [JsonPropertyName("m")]
    public int Misses { get; init; }

    /// <summary>The appointment that is about to be cancelled.</summary>
    [JsonPropertyName("x")]
    public Guid? Cancelling { get; init; }

    /// <summary>What was booked last, for "the usual".</summary>
    [JsonPropertyName("last")]
    public LastChoice? Last { get; init; }

    /// <summary>When the customer last wrote.</summary>
    [JsonPropertyName("at")]
    public DateTimeOffset At { get; init; }

    /// <summary>The same customer, a new start.</summary>
    public ConversationState Cleared() => New with { Language = Language, Last = Last, At = At };
}

/// <summary>What is known of a booking being made. Ids, not indexes: the catalogue may change between two messages.</summary>
internal sealed record Draft
{
    /// <summary>Nothing is known.</summary>
    public static readonly Draft Empty = new();

    [JsonPropertyName("svc")]
    public Guid? Service { get; init; }

    /// <summary>The person asked for; null when anyone will do.</summary>
    [JsonPropertyName("st")]
    public Guid? Staff { get; init; }

    [JsonPropertyName("day")]
    public DateOnly? Date { get; init; }

    [JsonPropertyName("t")]
    public TimeOnly? Time { get; init; }

    /// <summary>The other reading of an hour that fits two clocks: "saa 4" is 10:00 or 16:00 (CV4).</summary>
    [JsonPropertyName("t2")]
    public TimeOnly? OtherTime { get; init; }

    [JsonPropertyName("p")]
    public DayPart? Part { get; init; }

    [JsonPropertyName("from")]
    public TimeOnly? From { get; init; }

    [JsonPropertyName("to")]
    public TimeOnly? To { get; init; }

    /// <summary>The start put to the customer for a yes, in minutes since 1970; null until then.</summary>
    [JsonPropertyName("s")]
    public int? Start { get; init; }

    /// <summary>Who would do it at <see cref="Start"/>.</summary>
    [JsonPropertyName("w")]
    public Guid? With { get; init; }

    /// <summary>The same booking without a time.</summary>
    public Draft WithoutWhen() => this with { Date = null, Time = null, OtherTime = null, Part = null, From = null, To = null, Start = null, With = null };
}

/// <summary>Something the customer can choose.</summary>
/// <param name="Label">What they see.</param>
/// <param name="Value">What a tap sends: words that mean the same when typed, so that a tap on an old message still works.</param>
/// <param name="Act">What choosing it does.</param>
/// <param name="Id">The service, appointment or person it is about.</param>
/// <param name="Minute">The start it is about, in minutes since 1970.</param>
internal sealed record Option(
    [property: JsonPropertyName("l")] string Label,
    [property: JsonPropertyName("v")] string Value,
    [property: JsonPropertyName("a")] Act Act,
    [property: JsonPropertyName("i")] Guid? Id = null,
    [property: JsonPropertyName("n")] int? Minute = null);

/// <summary>What choosing an option does. Stored; never renumber.</summary>
internal enum Act
{
    Service = 1,
    Slot = 2,
    Day = 3,
    Yes = 4,
    No = 5,
    OtherTimes = 6,
    OtherDays = 7,
    MoreServices = 8,
    Book = 9,
    Prices = 10,
    Bookings = 11,
    Person = 12,
    Appointment = 13,
    Stop = 14,
}

/// <summary>The question that waits for an answer. Stored; never renumber.</summary>
internal enum Question
{
    Nothing = 0,
    WhichService = 1,
    WhichTime = 2,
    WhichDay = 3,
    BookIt = 4,
    WhatToChange = 5,
    WhichToCancel = 6,
    CancelIt = 7,
    GoOn = 8,
    Menu = 9,
}

/// <summary>A service and who did it.</summary>
internal sealed record LastChoice([property: JsonPropertyName("svc")] Guid Service, [property: JsonPropertyName("st")] Guid Staff);

/// <summary>Source-generated JSON of the state.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ConversationState))]
internal sealed partial class ConversationJsonContext : JsonSerializerContext;
