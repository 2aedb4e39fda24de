using Ratiba.Engine.Language.Numbers;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Numbers;

public sealed class NumberReaderTests
{
    [Theory]
    [InlineData("1,500", 1500, "1,500")]
    [InlineData("1,250,000.50", 1250000, "1,250,000")]
    [InlineData("4,5", 4, "4")]
    [InlineData("3, 200", 3, "3")]
    [InlineData("2 thousand five hundred bob", 2500, "2 thousand five hundred")]
    [InlineData("3 elfu", 3000, "3 elfu")]
    [InlineData("7:30", 7, "7")]
    public void Digits(string text, long value, string read) => Assert.Equal((value, read), Read(text));

    [Theory]
    [InlineData("twenty-one", 21, "twenty-one")]
    [InlineData("a hundred and fifty people", 150, "a hundred and fifty")]
    [InlineData("fifteen hundred", 1500, "fifteen hundred")]
    [InlineData("one hundred and twenty one thousand", 121000, "one hundred and twenty one thousand")]
    [InlineData("seven thirty", 7, "seven")]
    [InlineData("two fifteen", 2, "two")]
    [InlineData("a couple of hours", 2, "a couple of")]
    public void English_words(string text, long value, string read) => Assert.Equal((value, read), Read(text));

    [Theory]
    [InlineData("ishirini na moja", 21, "ishirini na moja")]
    [InlineData("watano", 5, "watano")]
    [InlineData("viwili", 2, "viwili")]
    [InlineData("elfu moja mia tatu", 1300, "elfu moja mia tatu")]
    [InlineData("elfu mbili na mia tano", 2500, "elfu mbili na mia tano")]
    [InlineData("elfu tatu na tisa", 3009, "elfu tatu na tisa")]
    [InlineData("elfu kumi na moja", 11000, "elfu kumi na moja")]
    [InlineData("kumi na moja elfu", 11000, "kumi na moja elfu")]
    [InlineData("kumi elfu na moja", 10001, "kumi elfu na moja")]
    [InlineData("ishirini elfu mia nane kumi na tano", 20815, "ishirini elfu mia nane kumi na tano")]
    [InlineData("elfu moja tisa mia themanini na nane", 1988, "elfu moja tisa mia themanini na nane")]
    [InlineData("elfu mia mbili", 200000, "elfu mia mbili")]
    [InlineData("laki tatu", 300000, "laki tatu")]
    [InlineData("mia 5", 500, "mia 5")]
    [InlineData("mia tatu thelathini na tano", 335, "mia tatu thelathini na tano")]
    public void Swahili_words(string text, long value, string read) => Assert.Equal((value, read), Read(text));

    [Theory]
    [InlineData("kumi na nusu", 10, "kumi")]
    [InlineData("kumi na robo", 10, "kumi")]
    [InlineData("kumi na dakika moja", 10, "kumi")]
    [InlineData("nane na robo", 8, "nane")]
    [InlineData("tano na sita", 5, "tano")]
    [InlineData("kumi na kumi na moja", 10, "kumi")]
    [InlineData("wawili elfu mbili", 2, "wawili")]
    [InlineData("tano mia tano", 5, "tano")]
    [InlineData("elfu 3:30", 1000, "elfu")]
    public void What_does_not_belong_to_the_number_stays_outside(string text, long value, string read) => Assert.Equal((value, read), Read(text));

    [Theory]
    [InlineData("1st", 1, "1st")]
    [InlineData("22 nd", null, "")]
    [InlineData("the twenty first", 21, "the twenty first")]
    [InlineData("thirty-first", 31, "thirty-first")]
    [InlineData("ya pili", 2, "ya pili")]
    [InlineData("ya tatu", 3, "ya tatu")]
    [InlineData("wa kumi na mbili", 12, "wa kumi na mbili")]
    [InlineData("ishirini na pili", 22, "ishirini na pili")]
    [InlineData("ya mwisho", -1, "ya mwisho")]
    [InlineData("tatu", null, "")]
    [InlineData("ya elfu mbili", null, "")]
    public void Ordinals(string text, int? value, string read)
    {
        using var room = new UtteranceRoom();
        var said = room.Read(text, Lexicon.Shipped);
        var any = NumberReader.ReadOrdinal(said, 0, out var number);
        Assert.Equal((value, read), (any ? (int)number.Value : (int?)null, Text(said, any ? number.Length : 0)));
    }

    [Fact]
    public void Words_that_count_nothing_are_no_number()
    {
        using var room = new UtteranceRoom();
        var said = room.Read("habari yako", Lexicon.Shipped);
        Assert.False(NumberReader.Read(said, 0, out _));
        Assert.False(NumberReader.Read(said, 5, out _));
    }

    private static (long Value, string Read) Read(string text)
    {
        using var room = new UtteranceRoom();
        var said = room.Read(text, Lexicon.Shipped);
        Assert.True(NumberReader.Read(said, 0, out var number));
        return (number.Value, Text(said, number.Length));
    }

    private static string Text(in Utterance said, int length)
    {
        if (length == 0) return "";
        var span = said.SpanOf(0, length - 1);
        return said.Written.Slice(span.Start, span.Length).ToString();
    }
}
