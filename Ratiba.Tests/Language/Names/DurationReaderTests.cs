using Ratiba.Engine.Language.Names;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Names;

public sealed class DurationReaderTests
{
    [Theory]
    [InlineData("massage for two hours", 120)]
    [InlineData("a 90 minute deep tissue", 90)]
    [InlineData("masaji ya lisaa limoja", 60)]
    [InlineData("massage ya saa moja kesho saa nne", 60)]
    [InlineData("dakika arobaini", 40)]
    [InlineData("masaa mawili", 120)]
    [InlineData("nusu saa", 30)]
    [InlineData("running 15 mins late", 15)]
    [InlineData("an hour and a half", 90)]
    public void A_length_is_heard(string text, int expected) => Assert.Equal(expected, Minutes(text));

    [Theory]
    [InlineData("baada ya masaa mawili")]
    [InlineData("saa nne asubuhi")]
    [InlineData("saa moja na nusu")]
    [InlineData("for 3 days")]
    [InlineData("two hours ago")]
    public void A_moment_is_no_length(string text) => Assert.Null(Minutes(text));

    private static int? Minutes(string text)
    {
        using UtteranceRoom room = new();
        return DurationReader.Read(room.Read(text, Lexicon.Shipped))?.Value;
    }
}
