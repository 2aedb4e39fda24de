namespace Ratiba.Engine.Language.Words;

/// <summary>What a token is made of.</summary>
internal enum TokenKind : byte
{
    /// <summary>A run of letters, with apostrophes inside: "don't", "ng'ombe".</summary>
    Word,

    /// <summary>A run of ASCII digits.</summary>
    Digits,

    /// <summary>One other character, or one surrogate pair.</summary>
    Symbol,

    /// <summary>A booking's reference, "K7M2X9", whole: what its letters and digits would mean by themselves is nobody's wish.</summary>
    Reference,
}

/// <summary>One token of an utterance.</summary>
internal struct Token
{
    /// <summary>Offset in the text.</summary>
    public int Start;

    /// <summary>Length in characters.</summary>
    public int Length;

    /// <summary>The value of digits; numbers beyond <see cref="int.MaxValue"/> are that.</summary>
    public int Number;

    /// <summary>What it is made of.</summary>
    public TokenKind Kind;

    /// <summary>Whether it follows the token before it without a space: "3pm", "saa3", "9/5".</summary>
    public bool Touches;

    /// <summary>Whether a reader has taken it: what a date was read from is not read again as a menu number.</summary>
    public bool Taken;

    /// <summary>Whether it was misspelt: <see cref="WordId"/> is the word that was meant.</summary>
    public bool Misspelt;

    /// <summary>The lexicon's number of this word, or -1 for a word that it does not know.</summary>
    public int WordId;

    /// <summary>Where this token's matches begin among the utterance's matches.</summary>
    public int FirstMatch;

    /// <summary>How many matches begin here, longest first.</summary>
    public int MatchCount;

    /// <summary>The kinds of meaning that begin here.</summary>
    public SenseSet Senses;

    /// <summary>One past the last character.</summary>
    public readonly int End => Start + Length;
}
