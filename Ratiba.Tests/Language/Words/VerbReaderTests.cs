using Ratiba.Engine.Language.Intents;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Words;

public sealed class VerbReaderTests
{
    [Theory]
    [InlineData("niliyoweka", "Put", "Relative, Done, First")]
    [InlineData("nimelipa", "Pay", "Done, First")]
    [InlineData("nmelipa", "Pay", "Done, First")]
    [InlineData("nishalipa", "Pay", "Done, First")]
    [InlineData("sitalipa", "Pay", "Negative, Future, First")]
    [InlineData("hatukulipa", "Pay", "Negative, Done, First")]
    [InlineData("sijaelewa", "Understand", "Negative, Done, First")]
    [InlineData("nikighairi", "Cancel", "If, First")]
    [InlineData("akicancel", "Cancel", "If, Third")]
    [InlineData("isitishwe", "Cancel", "Passive, Wish, Order, Thing")]
    [InlineData("kufuta", "Cancel", "Infinitive")]
    [InlineData("kubook", "Book", "Infinitive")]
    [InlineData("nibookie", "Book", "First, ForMe, Wish, Order")]
    [InlineData("mtanihudumia", "Do", "Second, Future, ForMe")]
    [InlineData("futeni", "Cancel", "Order, Wish")]
    [InlineData("usiweke", "Put", "Second, Negative, Wish")]
    [InlineData("mnafunganga", "Close", "Second")]
    [InlineData("haijafika", "Arrive", "Negative, Done, Thing")]
    [InlineData("haikuja", "Come", "Negative, Done, Thing")]
    [InlineData("natoka", "None", "First")]
    [InlineData("zimefika", "Arrive", "Done, Thing")]
    [InlineData("mniambie", "Notify", "Second, ForMe, Wish, Order")]
    [InlineData("nisingeweza", "Can", "Negative, If, First")]
    [InlineData("sijaona", "Find", "Negative, Done, First")]
    public void A_verb_tells_who_when_and_whether(string word, string idea, string marks)
    {
        Assert.True(VerbReader.TryRead(word, Lexicon.Shipped.Verbs, out var heard, out var found));
        Assert.Equal((Enum.Parse<Idea>(idea), Enum.Parse<VerbMarks>(marks)), ((Idea)heard, found));
    }

    [Theory]
    [InlineData("ku-cancel", 3)]
    [InlineData("ume-confirm", 3)]
    [InlineData("ku book", 2)]
    public void English_verbs_take_prefixes_written_apart(string text, int tokens)
    {
        using var room = new UtteranceRoom();
        var said = room.Read(text, Lexicon.Shipped);
        Assert.True(VerbReader.TryRead(said, 0, Lexicon.Shipped.Verbs, out var verb));
        Assert.Equal(tokens, verb.Tokens);
    }

    [Theory]
    [InlineData("anyolewe", "nyole")]
    [InlineData("mlininyoa", "nyo")]
    [InlineData("kunisuka", "suk")]
    [InlineData("watasukwa", "suk")]
    [InlineData("nikande", "kand")]
    [InlineData("nyoa", "nyo")]
    public void A_verb_names_a_service(string word, string stem)
    {
        Assert.True(VerbReader.TryRead(word, Lexicon.Shipped.ServiceVerbs, out var heard, out _));
        Assert.Equal(stem, Lexicon.Shipped.ServiceStems[heard].Stem);
    }

    [Theory]
    [InlineData("sukuma")]
    [InlineData("manyoya")]
    [InlineData("kando")]
    [InlineData("msukosuko")]
    public void Other_words_name_no_service(string word) => Assert.False(VerbReader.TryRead(word, Lexicon.Shipped.ServiceVerbs, out _, out _));

    [Theory]
    [InlineData("book")]
    [InlineData("Kamau")]
    [InlineData("Nairobi")]
    [InlineData("manicure")]
    [InlineData("Wanjiku")]
    [InlineData("kesho")]
    public void Other_words_are_no_verbs(string word) => Assert.False(VerbReader.TryRead(word.ToLowerInvariant(), Lexicon.Shipped.Verbs, out _, out _));
}
