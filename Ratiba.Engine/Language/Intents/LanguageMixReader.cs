using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Intents;

/// <summary>
/// Tells in which languages a message is written: each word counts for the one language whose files know it. Words of two languages ("booking", "slot"), names, names of
/// services and digits count for none, so that "braids Friday" is English by one word and "kubook braids" Swahili.
/// </summary>
internal static class LanguageMixReader
{
    /// <summary>The shares; no words and all zero when nothing told anything.</summary>
    public static LanguageMix Read(in Utterance said)
    {
        int english = 0, swahili = 0, sheng = 0;
        var phraseEnd = 0;
        var phraseTongues = Tongues.None;
        for (var i = 0; i < said.Count; i++)
        {
            if (!said.IsWord(i)) continue;
            // A braid is a braid in all three, and "deep tissue" is no English.
            if (NameLength(said, i) is > 0 and var covered)
            {
                i += covered - 1;
                continue;
            }
            var known = Known(said, i, out var longest, out var longestTongues);
            // Words that are known only within a phrase are in the phrase's language.
            if (i + longest > phraseEnd) (phraseEnd, phraseTongues) = (i + longest, longestTongues);
            if (known == Tongues.None && i < phraseEnd) known = phraseTongues;
            if (known == Tongues.None && VerbReader.TryRead(said, i, said.Lexicon.Verbs, out _)) known = Tongues.Swahili;
            switch (known)
            {
                case Tongues.English:
                    english++;
                    break;
                // Standard words that Sheng uses as well tell Swahili.
                case Tongues.Swahili or Tongues.Swahili | Tongues.Sheng:
                    swahili++;
                    break;
                case Tongues.Sheng:
                    sheng++;
                    break;
            }
        }
        var words = english + swahili + sheng;
        return words == 0 ? default : new LanguageMix((float)english / words, (float)swahili / words, (float)sheng / words, words);
    }

    private static Tongues Known(in Utterance said, int at, out int longest, out Tongues longestTongues)
    {
        (longest, longestTongues) = (0, Tongues.None);
        var single = Tongues.None;
        var plain = Tongues.None;
        foreach (ref readonly var match in said.MatchesAt(at))
        {
            var tongue = (Tongues)(1 << (int)match.Meaning.Tongue);
            if (match.Length > longest) (longest, longestTongues) = (match.Length, Tongues.None);
            if (match.Length == longest) longestTongues |= tongue;
            if (match.Length != 1) continue;
            if (match.Meaning.Sense == Sense.Plain) plain |= tongue;
            single |= tongue;
        }
        // The lists of plain words say it outright: "cancel" stands in the Swahili files, too, because "cancel hiyo" is said.
        return plain != Tongues.None ? plain : single;
    }

    private static int NameLength(in Utterance said, int at)
    {
        var length = 0;
        foreach (ref readonly var match in said.MatchesAt(at))
            if (match.Meaning.Sense is Sense.ServiceWord or Sense.Variant or Sense.PersonName or Sense.Common) length = Math.Max(length, match.Length);
        return length;
    }

    [Flags]
    private enum Tongues
    {
        None = 0,
        English = 1 << Tongue.English,
        Swahili = 1 << Tongue.Swahili,
        Sheng = 1 << Tongue.Sheng,
    }
}
