using System.Globalization;
using System.Text.Json;
using Ratiba.Engine.Language.Money;
using Ratiba.Engine.Language.Words;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Language.Money;

public sealed class MoneyReaderTests
{
    [Theory]
    [InlineData("Ksh 1,500/=", "1500")]
    [InlineData("Kshs. 2,000", "2000")]
    [InlineData("KES 1,250,000.50", "1250000.5")]
    [InlineData("menu: 400ksh", "400")]
    [InlineData("Ksh. 250- 1hr", "250")]
    [InlineData("Kshs 200/-", "200")]
    [InlineData("20 000/= tu", "20000")]
    [InlineData("Starting from Ksh 1,500", "1500")]
    [InlineData("It is 2.5k", "2500")]
    [InlineData("shilingi ni elfu mbili kamili", "2000")]
    [InlineData("80 bob", "80")]
    [InlineData("bob hamsini", "50")]
    [InlineData("five hundred bob", "500")]
    [InlineData("masaji ya elfu tatu mia tano", "3500")]
    [InlineData("elfu mbili na nusu", "2500")]
    [InlineData("nimelipa elefu mbili, mia nne", "2400")]
    [InlineData("nimetuma miatatu", "300")]
    [InlineData("nilituma kapa mbili", "2000")]
    public void Shillings_in_figures_and_words(string text, string amounts) => Assert.Equal(amounts, Read(text));

    [Theory]
    [InlineData("nishatuma soo tano", "500")]
    [InlineData("thao mbili na soo tano", "2500")]
    [InlineData("ngiri 2", "2000")]
    [InlineData("2 thao", "2000")]
    [InlineData("finje mbili", "100")]
    [InlineData("ni mbao", "20")]
    [InlineData("niko na 3k pekee", "3000")]
    [InlineData("I am soo late", "")]
    [InlineData("blue nails tafadhali", "")]
    [InlineData("so 3 of us tomorrow", "")]
    [InlineData("red 2 na gel", "")]
    [InlineData("tenga nafasi kesho", "")]
    [InlineData("can you do 1030?", "")]
    public void Sheng_sums(string text, string amounts) => Assert.Equal(amounts, Read(text));

    [Theory]
    [InlineData("150 - 400 KES", "150-400")]
    [InlineData("2-3k", "2000-3000")]
    [InlineData("kati ya elfu moja na elfu mbili", "1000-2000")]
    [InlineData("1500 hadi 2000 bob", "1500-2000")]
    public void Ranges(string text, string amounts) => Assert.Equal(amounts, Read(text));

    [Theory]
    [InlineData("nimelipa 1500", "1500")]
    [InlineData("price ya box braids ni 1500", "1500")]
    [InlineData("any facial below 2500?", "2500")]
    [InlineData("nimetuma 500 kwa till 832909", "500")]
    [InlineData("kesho saa 1030", "")]
    [InlineData("tuma stk kwa number 0729 604 118 nilipe", "")]
    [InlineData("watu 10 Friday", "")]
    [InlineData("nimelipa 6/5/26 at 10:30", "")]
    public void A_bare_figure_is_money_only_near_a_word_of_prices(string text, string amounts) => Assert.Equal(amounts, Read(text));

    [Theory]
    [InlineData("$20")]
    [InlineData("USD 50")]
    [InlineData("3000 tsh")]
    [InlineData("with Bob 10")]
    [InlineData("with Bob 3pm")]
    [InlineData("UE67K2M9QX")]
    [InlineData("30 inch, 4c hair")]
    [InlineData("call us")]
    public void What_is_no_shillings_is_refused(string text) => Assert.Equal("", Read(text));

    [Theory]
    [InlineData("2,500", "2500")]
    [InlineData("1 200", "1200")]
    [InlineData("450000", "450000")]
    [InlineData("1.2M", "1200000")]
    [InlineData("2000-3000", "2000-3000")]
    [InlineData("soo", "100")]
    [InlineData("about 5k", null)]
    [InlineData("call us", null)]
    [InlineData("1500 + deposit", null)]
    public void A_price_is_the_whole_text(string text, string? price)
    {
        using var room = new UtteranceRoom();
        var said = room.Read(text, Lexicon.Shipped);
        Assert.Equal(price, MoneyReader.TryReadPrice(said, out var money) ? Format(money) : null);
    }

    [Fact]
    public void An_amount_takes_its_tokens()
    {
        using var room = new UtteranceRoom();
        var said = room.Read("saa tano, mia tano ya deposit", Lexicon.Shipped);
        var found = new HeardMoney[2];
        Assert.Equal(1, MoneyReader.Read(said, found));
        Assert.Equal([false, false, false, true, true, false, false], Enumerable.Range(0, said.Count).Select(Taken(said)));
    }

    [Fact]
    public void Amounts_as_written_in_Kenya_are_read()
    {
        var file = Path.Combine(SharedData.Folder("datasets/kenya_money_dates"), "dev.jsonl");
        List<string> wrong = [];
        var rows = 0;
        foreach (var line in File.ReadLines(file))
        {
            using var row = JsonDocument.Parse(line);
            var kind = row.RootElement.GetProperty("kind").GetString();
            if (kind is "date" or "number_sw") continue;
            rows++;
            var text = row.RootElement.GetProperty("text").GetString()!;
            var value = row.RootElement.GetProperty("value") is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : (decimal?)null;
            using var room = new UtteranceRoom();
            var said = room.Read(text, Lexicon.Shipped);
            var found = new HeardMoney[4];
            decimal? read = kind == "price_in_sentence" ? MoneyReader.Read(said, found) > 0 ? found[0].Kes : null
                : MoneyReader.TryReadPrice(said, out var price) && price.ToKes is null ? price.Kes : null;
            if (read != value) wrong.Add($"{text}: {read}");
        }
        Assert.True(wrong.Count * 20 <= rows, $"{wrong.Count} of {rows} are wrong, one in twenty is allowed: {string.Join("; ", wrong)}");
    }

    private static string Read(string text)
    {
        using var room = new UtteranceRoom();
        var said = room.Read(text, Lexicon.Shipped);
        var found = new HeardMoney[8];
        return string.Join(';', found.Take(MoneyReader.Read(said, found)).Select(Format));
    }

    private static string Format(HeardMoney money) =>
        money.Kes.ToString("0.##", CultureInfo.InvariantCulture) + (money.ToKes is { } to ? "-" + to.ToString("0.##", CultureInfo.InvariantCulture) : "");

    private static Func<int, bool> Taken(Utterance said)
    {
        var taken = new bool[said.Count];
        for (var i = 0; i < taken.Length; i++) taken[i] = said.IsTaken(i);
        return i => taken[i];
    }
}
