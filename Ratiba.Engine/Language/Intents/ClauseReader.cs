using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// Walks through the message once, gathers the ideas of each clause, and scores the cues (phrases that are an intent by themselves) on the way. A
/// clause ends at a sign, at a new line, before "but", and before an "and" after which something new is asked or wanted.
/// </summary>
internal ref struct ClauseReader(Utterance said, IntentSetting setting, Span<(Match Match, int At)> cues)
{
    /// <summary>How far "not" reaches: "not really very happy".</summary>
    private const int DenialReach = 5;

    // What may open a clause of its own after "and": "how much is it and can I come today".
    private static readonly IdeaSet s_openers = IdeaSet.Of(
        Idea.Can, Idea.WouldYou, Idea.Price, Idea.Cost, Idea.Where, Idea.When, Idea.What, Idea.How, Idea.Whether, Idea.Exists, Idea.YouHave,
        Idea.Want, Idea.Must, Idea.Open, Idea.Close, Idea.Location,
        Idea.Tell, Idea.Present, Idea.Book, Idea.Cancel, Idea.Move, Idea.Deposit, Idea.HouseRule);

    private static readonly IdeaSet s_fitting = IdeaSet.Of(Idea.Fits, Idea.Okay, Idea.Can, Idea.Come, Idea.Arrive, Idea.Free);

    private readonly Utterance _said = said;
    private readonly TextSpan _receipt = setting.Receipt ?? default;
    private readonly Asked _asked = setting.Asked;
    // An answer that holds what was asked for is ours, whatever else it speaks of: "after church, like at one".
    private readonly bool _ours = setting.Has(HeardSlots.Service | HeardSlots.Staff) || (setting.Asked == Asked.Time && setting.Has(HeardSlots.Time));
    private readonly IReadOnlyList<HeardService> _services = setting.Services ?? [];
    private readonly Span<(Match Match, int At)> _cues = cues;
    private Clause _clause;
    private int _cueCount;
    private int _next;
    private int _deniedUntil;
    private int _whenEnd;
    private bool _supposes;
    private bool _empty;
    private Idea _latest;

    /// <summary>Whether something beside greetings was said in the clauses so far: "sasa" greets only before it.</summary>
    public bool BeyondGreeting { get; private set; }

    /// <summary>How many words there are outside a pasted receipt.</summary>
    public int Words { get; private set; }

    /// <summary>The next clause, or false at the end.</summary>
    public bool Next(scoped IntentScores scores, out Clause clause)
    {
        _cueCount = 0;
        _clause = new Clause { First = _next };
        (_deniedUntil, _whenEnd, _supposes, _empty, _latest) = (-1, -2, false, true, Idea.None);
        var begun = _next;
        while (_next < _said.Count)
        {
            if (!_empty && (EndsBefore(_next) || StartsAnew(_next))) break;
            if (IsEnd(_next, out var asks))
            {
                _clause.Asks |= asks;
                _next++;
                if (_empty && !asks) _clause.First = _next;
                else if (!_empty) break;
                continue;
            }
            Read(scores);
        }
        _clause.Last = Math.Max(_clause.First, _next - 1);
        _clause.AfterBut = _said.TextIs(_clause.First, "but") || _said.TextIs(_clause.First, "lakini");
        // "Thursday doesn't work for me", "Friday is bad": the day was named to be refused.
        _clause.DeniesWhen |= _clause.Whens > 0 && (_clause.DenyCue || _clause.Denied.Any(s_fitting));
        // Of other things than the shop's a cue tells nothing: "the price of a flight".
        _clause.Abroad = (_clause.Has(Idea.Foreign) || _clause.Has(Idea.TellOther)) && !_ours;
        foreach (var (match, at) in _cues[.._cueCount])
            if (!_clause.Abroad
                || (Intent)match.Value is Intent.Thanks or Intent.Goodbye or Intent.Cancel or Intent.Reschedule or Intent.RunningLate or Intent.OptOut)
                scores.Raise((Intent)match.Value, Confidence.Of(match.Meaning.Weight), at, at + match.Length - 1);
        clause = _clause;
        return _next > begun;
    }

    private void Read(scoped IntentScores scores)
    {
        var at = _next;
        ref var token = ref _said[at];
        if (token.Start >= _receipt.Start && token.Start < _receipt.Start + _receipt.Length)
        {
            _next++;
            return;
        }
        if (_said.IsWord(at)) Words++;
        if (_empty) _clause.Asks |= _clause.Inverted = Inversion.Opens(_said, at);
        _empty = false;
        if (TokenSigns.IsCode(_said, at)) _clause.Said.Add(Idea.Machine);
        if (TokenSigns.IsWhen(_said, at)) NoteWhen(at);
        var length = ReadPhrases(at, scores);
        if (length == 0 && !IsOfService(at, at) && MayBeVerb(at) && VerbReader.TryRead(_said, at, _said.Lexicon.Verbs, out var verb))
        {
            if ((Idea)verb.Meaning != Idea.None) Note((Idea)verb.Meaning, verb.Marks, at);
            length = verb.Tokens;
        }
        _next += Math.Max(1, length);
    }

    // What is a day, a number or a little word to another reader is no verb: "mpaka" is "until", not "you apply".
    private readonly bool MayBeVerb(int at)
    {
        if (!_said.IsWord(at)) return false;
        foreach (ref readonly var match in _said.MatchesAt(at))
            if (match.Length == 1 && match.Meaning.Sense <= Sense.Sum && match.Meaning.Sense is not (Sense.Unable or Sense.NotThis or Sense.MovedTo))
                return false;
        return true;
    }

    // The longest phrase with a cue or an idea; several meanings of the same words all count. Returns how many tokens it covers.
    private int ReadPhrases(int at, scoped IntentScores scores)
    {
        var length = 0;
        var greets = false;
        foreach (ref readonly var match in _said.MatchesAt(at))
        {
            if (match.Meaning.Sense is not (Sense.Cue or Sense.Idea or Sense.NoIdea or Sense.Filler) || match.Length < length) continue;
            length = match.Length;
            // "Vipi" greets at the beginning and asks later on.
            if (match.Meaning.Sense == Sense.Cue && match.Value == (int)Intent.Greet) greets |= Greet(match, at, scores);
            if (match.Meaning.Sense == Sense.Idea && match.Value == (int)Idea.If) _supposes = true;
        }
        if (greets || (length > 0 && IsOfService(at, at + length - 1))) return length;
        foreach (ref readonly var match in _said.MatchesAt(at))
        {
            if (match.Length < length) break;
            if (match.Meaning.Sense == Sense.Cue) Cue(match, at);
            // "Saa hii" is now; "saa gani" asks for an hour.
            else if (match is { Meaning.Sense: Sense.Idea, Value: (int)Idea.Time } && _said.Is(at, Sense.Now)) { }
            else if (match.Meaning.Sense is Sense.Idea or Sense.NoIdea)
                Note((Idea)match.Value, match.Meaning.Sense == Sense.NoIdea ? VerbMarks.Negative : VerbMarks.None, at);
        }
        return length;
    }

    // The words of a service's name are that name: "full shave" asks for no full day, "wash and change" changes nothing.
    private readonly bool IsOfService(int first, int last)
    {
        // By index: to walk through an interface allocates.
        for (var i = 0; i < _services.Count; i++)
        {
            var span = _services[i].Span;
            if (_said[first].Start >= span.Start && _said[last].End <= span.Start + span.Length) return true;
        }
        return false;
    }

    private void Cue(in Match match, int at)
    {
        var intent = (Intent)match.Value;
        if (intent == Intent.Greet) return;
        BeyondGreeting = true;
        var act = intent is Intent.Cancel or Intent.Reschedule or Intent.Book or Intent.Pay;
        if (act && Refusal.Leads(_said, at))
        {
            _clause.RefusesAct = true;
            return;
        }
        // "How much notice do I have to give to call off": asked about, not ordered.
        if (act && _clause.AsksRule) return;
        if (act && Refusal.AsksWhetherDone(_said, at))
        {
            _clause.AsksDone = true;
            return;
        }
        _clause.AsksRule |= intent == Intent.AskPolicy;
        // "I haven't paid yet", "I'm not there yet".
        if (intent is Intent.HasPaid or Intent.Arrived && at <= _deniedUntil)
        {
            _clause.Denied.Add(intent == Intent.HasPaid ? Idea.Paid : Idea.Arrive);
            return;
        }
        _clause.DenyCue |= intent == Intent.Deny && match.Meaning.Weight >= 10;
        _clause.Asks |= _clause.AsksAbout |= intent is >= Intent.AskPrice and <= Intent.AskServices;
        // "Kesho imekataa", "leo imeshindikana": a day that fails is no payment that fails, but a day on which the customer cannot come.
        if (intent == Intent.PaymentFailed && at > _clause.First && _whenEnd == at - 1)
        {
            Note(Idea.Come, VerbMarks.Negative | VerbMarks.First, at);
            return;
        }
        if (_cueCount < _cues.Length) _cues[_cueCount++] = (match, at);
    }

    // "Sasa" and "habari" greet at the beginning; later they are "now" and "news". Weaker ones must be the first word of their clause.
    private readonly bool Greet(in Match match, int at, scoped IntentScores scores)
    {
        if (BeyondGreeting || (match.Meaning.Weight < 10 && at > _clause.First)) return false;
        scores.Raise(Intent.Greet, Confidence.Of(10), at, at + match.Length - 1);
        return true;
    }

    private void Note(Idea idea, VerbMarks marks, int at)
    {
        if (idea == Idea.Not)
        {
            _deniedUntil = at + DenialReach;
            _clause.Said.Add(Idea.Not);
            _clause.DeniesWhen |= TokenSigns.IsWhenBehindSmallWords(_said, at + 1);
            return;
        }
        if (idea == Idea.If) _supposes = true;
        // "Je" and "please" open what is said, they do not say it.
        if (idea is not (Idea.Whether or Idea.Help)) BeyondGreeting = true;
        // "There is no parking", "but no confirmation": no answer.
        if (idea == Idea.No && at > _clause.First && _said.TextIs(at, "no") && IsFollowed(at)) return;
        // "Ndio" in the middle is "which is", "so that": "nilipe ndio nibookiwe".
        var early = _clause.First + (_asked is Asked.Nothing or Asked.YesNo ? 1 : 0);
        if (idea == Idea.Yes && at > early && (_asked != Asked.YesNo || IsFollowed(at))) return;
        _latest = idea;
        _clause.Asks |= idea is Idea.Whether or Idea.What or Idea.When or Idea.Where or Idea.How or Idea.HowMany or Idea.Who;
        if (idea == Idea.Can && (marks & VerbMarks.Second) != 0) idea = Idea.WouldYou;
        // "Niliyoweka" and "nimebook" tell of a visit that is there; nobody is asked to place one.
        var made = (marks & VerbMarks.Relative) != 0 || (marks & (VerbMarks.Done | VerbMarks.First)) == (VerbMarks.Done | VerbMarks.First);
        // "Mliniweka saa ngapi?" asks when the visit is.
        made |= (marks & (VerbMarks.Done | VerbMarks.ForMe)) == (VerbMarks.Done | VerbMarks.ForMe);
        if (made && (marks & VerbMarks.Negative) == 0 && idea is Idea.Put or Idea.Book) idea = Idea.Booked;

        _clause.Said.Add(idea);
        var refused = idea is Idea.Cancel or Idea.Move or Idea.Change or Idea.Remove or Idea.Book or Idea.Pay && Refusal.Leads(_said, at);
        _clause.RefusesAct |= refused;
        var done = (marks & VerbMarks.Done) != 0;
        if (idea is Idea.Cancel or Idea.Move or Idea.Change or Idea.Book or Idea.Put && Refusal.AsksWhetherDone(_said, at))
            _clause.AsksDone = done = true;
        // "My appointment was cancelled": told, not asked for; "I want it cancelled" is asked for (VisitRules).
        if (idea == Idea.Cancel && Refusal.IsPast(_said, at))
        {
            done = true;
            _clause.Passive.Add(idea);
        }
        var denied = refused || (marks & VerbMarks.Negative) != 0 != (at <= _deniedUntil);
        var supposed = _supposes || (marks & VerbMarks.If) != 0 || (_clause.AsksRule && idea is Idea.Cancel or Idea.Move or Idea.Change);
        if (denied) _clause.Denied.Add(idea);
        if (done && !denied) _clause.Done.Add(idea);
        if (supposed) _clause.Supposed.Add(idea);
        if (!denied && !supposed && !done) _clause.Plain.Add(idea);
        if ((marks & VerbMarks.First) != 0) _clause.ByMe.Add(idea);
        // "Mnifutie" asks them to do it; only "mnafuta" says that they do.
        if ((marks & (VerbMarks.Second | VerbMarks.Wish)) == VerbMarks.Second) _clause.ByYou.Add(idea);
        if ((marks & VerbMarks.Third) != 0) _clause.ByOther.Add(idea);
        if ((marks & VerbMarks.Thing) != 0) _clause.ByThing.Add(idea);
        if ((marks & VerbMarks.ForMe) != 0) _clause.ForMe.Add(idea);
        if ((marks & VerbMarks.Passive) != 0) _clause.Passive.Add(idea);
        if ((marks & VerbMarks.ForOther) != 0 && idea is Idea.Tell or Idea.Notify or Idea.Speak && (marks & VerbMarks.Wish) != 0)
            _clause.Said.Add(Idea.TellOther);
    }

    private readonly bool IsFollowed(int at) => at + 1 < _said.Count && (_said.IsWord(at + 1) || _said.IsDigits(at + 1));

    private void NoteWhen(int at)
    {
        BeyondGreeting = true;
        // "Not Friday Saturday" names two days; "Friday or Saturday" are one answer.
        var either = at - _whenEnd == 2 && _said.Is(at - 1, Sense.Or);
        if ((at - _whenEnd > 1 && !either) || (at > 0 && _said.Is(at, Sense.Weekday) && _said.Is(at - 1, Sense.Weekday))) _clause.Whens++;
        var length = 1;
        foreach (ref readonly var match in _said.MatchesAt(at))
            if (TokenSigns.IsWhenSense(match.Meaning.Sense)) length = Math.Max(length, match.Length);
        _whenEnd = at + length - 1;
    }

    private readonly bool IsEnd(int at, out bool asks)
    {
        asks = false;
        if (_said.IsWord(at) || _said.IsDigits(at) || _said[at].Length > 1) return false;
        var sign = _said.Folded[_said[at].Start];
        asks = sign == '?';
        if (sign is '.' or ',' && _said.IsDigits(at + 1) && _said.Touches(at + 1)) return false;
        return sign is '.' or ',' or '!' or '?' or ';' or '(' or ')' or '\u2026';
    }

    private readonly bool EndsBefore(int at)
    {
        if (at == 0) return false;
        var gap = _said.Folded[_said[at - 1].End.._said[at].Start];
        return gap.Contains('\n');
    }

    private readonly bool StartsAnew(int at)
    {
        var word = _said.TextOf(at);
        if (word is "but" or "lakini" or "alafu" or "halafu") return true;
        if (word is "and" or "na" or "n" or "&" or "also" or "pia" or "plus" or "then") return Opens(at + 1);
        // Without a sign between: "salio halikutosha naweza kulipa nikifika". A question word or a wish before it belongs to it: "when can I come".
        return Opens(at, Idea.Can)
            && _latest is not (Idea.None or Idea.What or Idea.When or Idea.Where or Idea.How or Idea.If or Idea.Whether or Idea.Want or Idea.Tell or Idea.Can);
    }

    private readonly bool Opens(int at, Idea only = Idea.None)
    {
        if (at >= _said.Count) return false;
        var known = false;
        foreach (ref readonly var match in _said.MatchesAt(at))
        {
            if (match.Meaning.Sense is Sense.Cue) known = true;
            if (match.Meaning.Sense is not (Sense.Idea or Sense.NoIdea)) continue;
            known = true;
            if (only == Idea.None ? s_openers.Has((Idea)match.Value) : match.Value == (int)only) return true;
        }
        return !known && MayBeVerb(at) && VerbReader.TryRead(_said, at, _said.Lexicon.Verbs, out var verb)
            && (only == Idea.None ? s_openers.Has((Idea)verb.Meaning) : (Idea)verb.Meaning == only && (verb.Marks & VerbMarks.First) != 0);
    }
}
