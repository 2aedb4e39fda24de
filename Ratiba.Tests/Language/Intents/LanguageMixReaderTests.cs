using Ratiba.Engine.Language;
using Ratiba.Engine.Language.Intents;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Intents;

public sealed class LanguageMixReaderTests
{
    [Theory]
    [InlineData("can I come tomorrow morning please", 1, 0, 0)]
    [InlineData("naomba nafasi kesho asubuhi tafadhali", 0, 1, 0)]
    [InlineData("nimelipa", 0, 1, 0)]
    [InlineData("nadai", 0, 0, 1)]
    // Services, digits and signs are in no language.
    [InlineData("knotless 2 👍", 0, 0, 0)]
    [InlineData("", 0, 0, 0)]
    public void Words_count_for_the_one_language_that_knows_them(string text, float english, float swahili, float sheng)
    {
        var mix = Read(text);
        Assert.Equal((english, swahili, sheng), (mix.EnglishShare, mix.SwahiliShare, mix.ShengShare));
    }

    [Fact]
    public void A_mixed_message_shows_both()
    {
        var mix = Read("can I come kesho saa nne");
        Assert.True(mix is { EnglishShare: > 0.3f, SwahiliShare: > 0.3f }, mix.ToString());
    }

    private static LanguageMix Read(string text)
    {
        using var room = new UtteranceRoom();
        return LanguageMixReader.Read(room.Read(text, Lexicon.Shipped));
    }
}
