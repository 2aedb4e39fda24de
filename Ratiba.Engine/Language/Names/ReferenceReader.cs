using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Names;

/// <summary>The reference of a booking, "cancel k7m2x9". Whether there is such a booking, and whose, is not the ear's to know.</summary>
internal static class ReferenceReader
{
    /// <summary>The first one in upper case, as it was given out; null when there is none.</summary>
    public static Heard<string>? Read(in Utterance said)
    {
        for (var i = 0; i < said.Count; i++)
        {
            if (said[i].Kind != TokenKind.Reference || said[i].Taken) continue;
            var text = said.TextOf(i).ToString().ToUpperInvariant();
            return new Heard<string>(text, said.Take(i, i));
        }
        return null;
    }
}
