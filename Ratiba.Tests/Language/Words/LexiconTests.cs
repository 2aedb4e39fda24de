using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Words;

public sealed class LexiconTests
{
    [Fact]
    public void The_longest_phrase_comes_first()
    {
        using var room = new UtteranceRoom();
        var said = room.Read("Nataka KESHO kutwa, sio leo", Lexicon.Shipped);
        Assert.True(said.Is(1, Sense.RelativeDay, out var day));
        Assert.Equal((2, 2), (day.Value, day.Length));
        Assert.Equal(["nataka", "kesho", "kutwa", ",", "sio", "leo"], Enumerable.Range(0, said.Count).Select(Texts(said)));
    }

    [Theory]
    [InlineData("saa3pm", "saa|3|pm")]
    [InlineData("don’t ku-cancel", "don't|ku|-|cancel")]
    [InlineData("Ééh 2,500/= 👍🏾 ok", "eeh|2|,|500|/|=|👍|🏾|ok")]
    public void Text_is_cut_where_letters_digits_and_signs_meet(string text, string tokens)
    {
        using var room = new UtteranceRoom();
        var said = room.Read(text, Lexicon.Shipped);
        Assert.Equal(tokens, string.Join('|', Enumerable.Range(0, said.Count).Select(Texts(said))));
    }

    [Theory]
    [InlineData("weekday 1 monday", "there is no ':'")]
    [InlineData("wekday 1: monday", "does not begin with a sense")]
    [InlineData("cue bok: book me", "'bok' is neither a number")]
    [InlineData("cue book *x: book me", "'*x' is neither a number")]
    public void A_line_that_cannot_be_read_is_named(string line, string what)
    {
        var thrown = Assert.Throws<FormatException>(() => LexiconFile.Read("sw/days.txt", "# remark\n" + line, Tongue.Swahili, []));
        Assert.StartsWith("Lexicon file sw/days.txt, line 2: ", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(what, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_no_tongue_is_named()
    {
        var thrown = Assert.Throws<FormatException>(() => LexiconFile.TongueOf("lexicon/luo/days.txt", "luo"));
        Assert.StartsWith("Lexicon file lexicon/luo/days.txt: the folder 'luo' is no tongue of ours.", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("'en', 'sw' and 'sheng'", thrown.Message, StringComparison.Ordinal);
    }

    private static Func<int, string> Texts(Utterance said)
    {
        var texts = new string[said.Count];
        for (var i = 0; i < texts.Length; i++) texts[i] = said.TextOf(i).ToString();
        return i => texts[i];
    }
}
