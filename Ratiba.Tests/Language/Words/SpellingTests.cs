using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Words;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("pleeease", "please")]
    [InlineData("thuuursday", "thursday")]
    [InlineData("kessssho", "kesho")]
    [InlineData("wedneday", "wednesday")]
    [InlineData("wednesady", "wednesday")]
    [InlineData("saturady", "saturday")]
    [InlineData("fridday", "friday")]
    [InlineData("septembr", "september")]
    [InlineData("pedicrue", "pedicure")]
    [InlineData("manicurre", "manicure")]
    [InlineData("jumatattu", "jumatatu")]
    [InlineData("jumamsoi", "jumamosi")]
    public void A_slip_is_put_right(string written, string meant)
    {
        var id = Lexicon.Shipped.Spelling.Meant(written);
        Assert.Equal(meant, id < 0 ? null : Lexicon.Shipped.Word(id).ToString());
    }

    [Theory]
    [InlineData("laser")]
    [InlineData("changer")]
    [InlineData("kuenda")]
    [InlineData("beach")]
    [InlineData("reach")]
    [InlineData("customer")]
    [InlineData("though")]
    [InlineData("mouth")]
    [InlineData("xyzzy")]
    [InlineData("wanjirus")]
    [InlineData("nisikuje")]
    [InlineData("kupika")]
    [InlineData("supercalifragilisticexpialidocious")]
    public void Another_word_stays_what_it_is(string written)
    {
        using UtteranceRoom room = new();
        Assert.False(room.Read(written, Lexicon.Shipped)[0].Misspelt);
    }

    [Fact]
    public void A_misspelt_word_is_marked()
    {
        using UtteranceRoom room = new();
        var said = room.Read("Wednesady asanteee", Lexicon.Shipped);
        Assert.True(said.Is(0, Sense.Weekday, 3));
        Assert.True(said[0].Misspelt);
    }

    [Fact]
    public void A_word_of_the_shop_is_not_put_right()
    {
        var shop = new Ratiba.Engine.Language.ShopWords(["Pedicrue special"], [], new (TimeOnly, TimeOnly)?[7]);
        using UtteranceRoom room = new();
        Assert.False(room.Read("pedicrue", Lexicon.Shipped, shop)[0].Misspelt);
    }

    [Fact]
    public void No_two_kinds_of_service_or_groups_of_names_share_a_number()
    {
        Dictionary<int, string> names = [];
        foreach (var name in typeof(Lexicon).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("lexicon/", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(typeof(Lexicon).Assembly.GetManifestResourceStream(name)!);
            while (reader.ReadLine() is { } line)
            {
                if (line.Split(' ', ':') is not [("service-word" or "service-stem" or "variant" or "person-name"), { } kind, ..]) continue;
                Assert.Equal(kind, names.GetValueOrDefault(LexiconFile.KindOf(kind), kind));
                names[LexiconFile.KindOf(kind)] = kind;
            }
        }
        Assert.NotEmpty(names);
    }
}
