using System.Runtime.CompilerServices;
using Ratiba.Engine.Language.Intents;
using Ratiba.Engine.Language.Money;
using Ratiba.Engine.Language.Names;
using Ratiba.Engine.Language.Receipts;
using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language;

/// <summary>
/// Listens: text in, intents and slots out, in English, Swahili and Sheng. Pure, no I/O, and the only way by which a customer's words reach the
/// engine: what is not in <see cref="Understanding"/> cannot be asked for (CV14). The message is cut and looked up once; the readers then go over its
/// tokens, the surest first, each taking the words it has understood.
/// </summary>
internal static class Ear
{
    private const int MostWhens = 8;
    private const int MostAmounts = 4;

    /// <summary>
    /// What the text says, given what was asked and offered. Never throws, whatever the text; what lies beyond <see cref="Utterance.LongestText"/> is
    /// not read.
    /// </summary>
    public static Understanding Listen(string text, in ListeningContext context)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.IsEmpty) return Understanding.Nothing;
        // A tap sends an option's value exactly as a typed reply would; the label typed by hand is the same choice (CH12).
        if (OptionSaid(trimmed, context.Options) is { } chosen)
            return new Understanding { Intents = [new HeardIntent(Intent.Pick, 1)], Pick = new Heard<int>(chosen, new TextSpan(0, text.Length)) };

        using UtteranceRoom room = new();
        var said = room.Read(text, Lexicon.Shipped, context.Words);
        return said.Count == 0 ? Understanding.Nothing : Hear(said, context);
    }

    private static Understanding Hear(in Utterance said, in ListeningContext context)
    {
        WhenRoom whenRoom = default;
        MoneyRoom moneyRoom = default;
        IntentRoom intentRoom = default;

        // The order matters: each reader takes the words it is sure of, and "half past two" is gone before anyone looks for two people.
        var receipt = ReceiptReader.Read(said);
        var phone = PhoneReader.Read(said);
        Span<HeardMoney> money = moneyRoom;
        money = money[..MoneyReader.Read(said, money)];
        Span<HeardWhen> whens = whenRoom;
        WhenContext times = new(context.Today.ToDateTime(context.Now), context.Words.Hours, context.Asked)
        {
            WeekdayMayBeToday = context.WeekdayMayBeToday,
            Horizon = context.Horizon,
        };
        whens = whens[..WhenReader.Read(said, times, whens)];
        var pick = PickReader.Read(said, context.Options, whens);
        var name = CustomerNameReader.Read(said, context.Words, context.Asked);
        var services = pick is null ? ServiceReader.Read(said, context.Words, context.Asked) : [];
        var staff = pick is null ? StaffReader.Read(said, context.Words, context.Asked) : null;
        var party = PartyReader.Read(said);
        var duration = DurationReader.Read(said);

        Understanding heard = new()
        {
            Mix = LanguageMixReader.Read(said),
            Services = services,
            Staff = staff is { } person ? new Heard<int>(person.Person, person.Span) : null,
            Party = party,
            Name = name,
            Phone = phone,
            Duration = duration,
            Receipt = receipt,
            Reference = ReferenceReader.Read(said),
            Pick = pick,
            Money = money.ToArray(),
            Whens = whens.ToArray(),
        };
        Span<HeardIntent> intents = intentRoom;
        IntentSetting setting = new(context.Asked, context.Options.Count > 0, SlotsOf(heard), receipt?.Span, services);
        intents = intents[..IntentReader.Read(said, setting, intents, out var refusesWhens)];
        var refuses = setting.OnlyUnwanted && intents.Length > 0 && intents[0].Intent == Intent.Deny;
        return heard with
        {
            Intents = intents.ToArray(),
            Whens = refusesWhens ? Refused(heard.Whens) : heard.Whens,
            Services = refuses ? [] : services,
        };
    }

    private static HeardWhen[] Refused(IReadOnlyList<HeardWhen> whens)
    {
        var refused = new HeardWhen[whens.Count];
        for (var i = 0; i < refused.Length; i++) refused[i] = whens[i] with { Role = WhenRole.Old };
        return refused;
    }

    private static HeardSlots SlotsOf(Understanding heard)
    {
        var slots = HeardSlots.None;
        if (heard.Services.Count > 0) slots |= HeardSlots.Service;
        if (heard.Staff is not null) slots |= HeardSlots.Staff;
        if (heard.Money.Count > 0) slots |= HeardSlots.Money;
        if (heard.Receipt is not null) slots |= HeardSlots.Receipt;
        if (heard.Pick is not null) slots |= HeardSlots.Pick;
        if (heard.Party is not null) slots |= HeardSlots.Party;
        if (heard.Phone is not null) slots |= HeardSlots.Phone;
        if (heard.Name is not null) slots |= HeardSlots.Name;
        if (heard.Duration is not null) slots |= HeardSlots.Duration;
        foreach (var when in heard.Whens)
        {
            if (when.Day is not null) slots |= HeardSlots.Day;
            if (when.HasClock) slots |= HeardSlots.Time;
        }
        return slots;
    }

    private static int? OptionSaid(ReadOnlySpan<char> text, IReadOnlyList<OptionWords> options)
    {
        for (var i = 0; i < options.Count; i++)
            if (text.Equals(options[i].Value, StringComparison.OrdinalIgnoreCase)
                || text.Equals(options[i].Label, StringComparison.OrdinalIgnoreCase))
                return i;
        return null;
    }

    [InlineArray(MostWhens)]
    private struct WhenRoom
    {
        private HeardWhen _first;
    }

    [InlineArray(MostAmounts)]
    private struct MoneyRoom
    {
        private HeardMoney _first;
    }

    [InlineArray(IntentReader.Most)]
    private struct IntentRoom
    {
        private HeardIntent _first;
    }
}
