using Ratiba.Engine.Language.Names;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language;

/// <summary>
/// Listens: text in, intents and slots out. Pure, no I/O, and the only way by which a customer's words reach the engine: what is not in
/// <see cref="Understanding"/> cannot be asked for (CV14). This ear knows English.
/// </summary>
internal static class Ear
{
    /// <summary>Nobody books in a longer message; the rest is not read.</summary>
    private const int LongestText = 600;

    /// <summary>What the text says, given what was asked and offered.</summary>
    public static Understanding Listen(string text, in ListeningContext context)
    {
        var span = text.AsSpan(0, Math.Min(text.Length, LongestText)).Trim();
        if (span.IsEmpty) return Understanding.Nothing;
        // A tap sends an option's value exactly as a typed reply would; the label typed by hand is the same choice (CH12).
        if (OptionSaid(span, context.Options) is { } chosen)
            return new Understanding { Intents = [new HeardIntent(Intent.Pick, 1)], Pick = new Heard<int>(chosen, new TextSpan(0, text.Length)) };

        Span<Token> room = stackalloc Token[Tokens.Most];
        var tokens = Tokens.Cut(span, room);

        var pick = Pick(tokens, context);
        var date = DateReader.Read(tokens, context.Today);
        var weekday = (date?.Value ?? context.Today).DayOfWeek;
        var time = TimeReader.Read(tokens, context.Words.HoursOf(weekday), bareNumber: context.Asked == Asked.Time && pick is null);
        var staff = Staff(tokens, context.Words);
        var (services, serviceSpan) = Services(span, tokens, context);

        return new Understanding
        {
            Services = services.Count == 0 ? [] : [new HeardService(services, serviceSpan)],
            Staff = staff,
            Date = date,
            Time = time.Time,
            DayPart = time.DayPart,
            Window = time.Window,
            Pick = pick,
            Intents = IntentReader.Read(
                tokens, context.Asked, pick is not null, hasService: services.Count > 0,
                hasWhen: date is not null || time.Time is not null || time.DayPart is not null || time.Window is not null, hasStaff: staff is not null),
        };
    }

    private static int? OptionSaid(ReadOnlySpan<char> text, IReadOnlyList<OptionWords> options)
    {
        for (var i = 0; i < options.Count; i++)
            if (text.Equals(options[i].Value, StringComparison.OrdinalIgnoreCase) || text.Equals(options[i].Label, StringComparison.OrdinalIgnoreCase)) return i;
        return null;
    }

    // "2", "option 2", "the second one", "number two", "the last": only when there is something to choose from and the message is about nothing else.
    private static Heard<int>? Pick(Tokens tokens, in ListeningContext context)
    {
        if (context.Options.Count == 0) return null;
        var at = -1;
        for (var i = 0; i < tokens.Count; i++)
        {
            var filler = tokens[i].Kind == TokenKind.Symbol || tokens.Is(i, Cue.Article) || tokens.Is(i, Cue.Please) || tokens.Is(i, Cue.OrdinalEnding)
                || tokens.TextIs(i, "option") || tokens.TextIs(i, "number") || tokens.TextIs(i, "no") || tokens.IsIntent(i, Intent.Confirm)
                || (at >= 0 && tokens.TextIs(i, "one"));
            if (filler) continue;
            if (at >= 0 || !(tokens.Is(i, Cue.Ordinal) || tokens.Is(i, Cue.Last) || tokens.TryNumber(i, out _))) return null;
            at = i;
        }
        if (at < 0) return null;
        // "3:30" and "9/5" hold two numbers and never come here; a lone number above the count is left to the clock.
        var choice = tokens.Is(at, Cue.Last) ? context.Options.Count : tokens.Is(at, Cue.Ordinal) ? tokens[at].Meaning.Value : NumberAt(tokens, at);
        return choice >= 1 && choice <= context.Options.Count ? new Heard<int>(choice - 1, tokens.Use(at, at)) : null;
    }

    private static int NumberAt(Tokens tokens, int at) => tokens.TryNumber(at, out var number) ? number : 0;

    private static Heard<int>? Staff(Tokens tokens, ShopWords words)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens.Is(i, Cue.Anyone) && !tokens.Is(i + 1, Cue.Day))
                return tokens.TextIs(i, "any") && !tokens.TextIs(i + 1, "one") && !tokens.TextIs(i + 1, "staff") && !tokens.TextIs(i + 1, "person")
                    ? null
                    : new Heard<int>(Understanding.Anyone, tokens.Use(i, i));
            if (tokens[i].Kind != TokenKind.Word || tokens[i].Used || tokens[i].Meaning.Cue != Cue.None) continue;
            if (words.Find(tokens.TextOf(i).ToString().ToLowerInvariant()) is >= 0 and var word && words.PeopleWith(word) is [var person, ..])
                return new Heard<int>(person, tokens.Is(i - 1, Cue.With) ? tokens.Use(i - 1, i) : tokens.Use(i, i));
        }
        return null;
    }

    private static (IReadOnlyList<int> Services, TextSpan Span) Services(ReadOnlySpan<char> text, Tokens tokens, in ListeningContext context)
    {
        using UtteranceRoom room = new();
        var said = room.Read(text, Lexicon.Shipped);
        var heard = ServiceReader.Read(said, context.Words, context.Asked);
        if (heard.Count == 0) return ([], default);
        var span = heard[0].Span;
        for (var i = 0; i < tokens.Count; i++)
            if (tokens[i].Start >= span.Start && tokens[i].Start < span.Start + span.Length) tokens.Use(i, i);
        // The turn books one service at a time so far: of several it asks which.
        return (heard.Count == 1 ? heard[0].Candidates : [.. heard.SelectMany(service => service.Candidates).Distinct()], span);
    }
}
