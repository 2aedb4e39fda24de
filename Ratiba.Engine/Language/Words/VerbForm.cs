namespace Ratiba.Engine.Language.Words;

/// <summary>What the prefixes and endings of a Swahili verb tell.</summary>
[Flags]
internal enum VerbMarks : ushort
{
    None = 0,

    /// <summary>si-, ha-, and -si- before a wish: "sitaki", "haifai", "usiweke".</summary>
    Negative = 1,

    /// <summary>-li-, -me-, -sha-: done. Of a negated verb -ku- and -ja-.</summary>
    Done = 2,

    /// <summary>-ta-.</summary>
    Future = 4,

    /// <summary>-ki-, -nge-, -ngali-: if.</summary>
    If = 8,

    /// <summary>-yo-, -cho-, -po- …: "niliyoweka", which I placed. Names a thing and asks for nothing.</summary>
    Relative = 16,

    /// <summary>The subject is I or we.</summary>
    First = 32,

    /// <summary>The subject is you.</summary>
    Second = 64,

    /// <summary>The subject is a third person: a-, wa-. (Things have other prefixes.)</summary>
    Third = 128,

    /// <summary>The object is me or us: "nibookie", "mtanihudumia".</summary>
    ForMe = 256,

    /// <summary>-w- before the last vowel: "ifutwe", "imethibitishwa".</summary>
    Passive = 512,

    /// <summary>Ends in -e: a wish or polite order.</summary>
    Wish = 1024,

    /// <summary>Begins with ku-.</summary>
    Infinitive = 2048,

    /// <summary>The bare stem, or with an object before it: an order.</summary>
    Order = 4096,

    /// <summary>The object is a third person: "mjulishe", "mpigie".</summary>
    ForOther = 8192,

    /// <summary>The subject is a thing: "haijafika", "zimekuja". What a thing does, no customer does.</summary>
    Thing = 16384,
}

/// <summary>A verb that was read.</summary>
/// <param name="Meaning">What its stem means in the table it was read with: an idea, or a place in the list of service stems.</param>
/// <param name="Marks">What its forms tell.</param>
/// <param name="Tokens">How many tokens it covers: "ku-cancel" is three.</param>
internal readonly record struct VerbForm(int Meaning, VerbMarks Marks, int Tokens);
