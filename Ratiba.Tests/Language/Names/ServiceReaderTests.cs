using Ratiba.Engine.Language;
using Ratiba.Engine.Language.Names;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Names;

public sealed class ServiceReaderTests
{
    [Theory]
    [InlineData("a swedish massage tomorrow please", "Swedish massage")]
    [InlineData("nataka pedicure", "Pedicure")]
    [InlineData("wash and blow dry", "Wash and blow dry")]
    [InlineData("wash n blowdry", "Wash and blow dry")]
    [InlineData("hair cut", "Haircut")]
    [InlineData("kunyoa ndevu na nywele", "Haircut and beard trim")]
    [InlineData("a haircut and a beard trim", "Haircut and beard trim")]
    [InlineData("hot stone", "Hot stone massage")]
    [InlineData("masaji ya mawe ya moto", "Hot stone massage")]
    [InlineData("gel nails", "Gel manicure")]
    [InlineData("manicure, zile za gel", "Gel manicure")]
    [InlineData("manicure ya kawaida", "Plain manicure")]
    [InlineData("kucha za miguu", "Pedicure")]
    [InlineData("kutoa kucha ni ngapi", "Gel manicure")]
    [InlineData("my daughter wants a haircut", "Kids haircut")]
    [InlineData("mtoto wangu anyolewe", "Kids haircut")]
    [InlineData("wedding make up", "Bridal makeup")]
    [InlineData("box braids ndogo", "Box braids (small)")]
    [InlineData("large box braids", "Box braids (large)")]
    [InlineData("nibandikwe kope", "Lash extensions")]
    [InlineData("leg waxing", "Full leg wax")]
    public void A_service_is_heard_by_its_name_or_another_word_for_it(string text, string expected) => Assert.Equal(expected, Heard(text));

    [Theory]
    [InlineData("massage", "Swedish massage / Deep tissue massage / Hot stone massage")]
    [InlineData("masaji leo", "Swedish massage / Deep tissue massage / Hot stone massage")]
    [InlineData("manicure", "Gel manicure / Plain manicure")]
    [InlineData("box braids", "Box braids (small) / Box braids (large)")]
    [InlineData("nataka kusukwa", "Box braids (small) / Box braids (large) / Knotless braids / Cornrows")]
    [InlineData("ile ya bosi", "Swedish massage / Deep tissue massage")]
    public void Words_that_fit_several_services_keep_them_all(string text, string expected) => Assert.Equal(expected, Heard(text));

    [Theory]
    [InlineData("nails na pedi kwa mimi na dada yangu", "Gel manicure / Plain manicure + Pedicure")]
    [InlineData("facial and pedicure", "Facial + Pedicure")]
    [InlineData("knotless na pia kucha za gel", "Knotless braids + Gel manicure")]
    [InlineData("cornrows, lashes & facial", "Cornrows + Lash extensions + Facial")]
    [InlineData("swedish or deep tissue massage", "Swedish massage + Deep tissue massage")]
    [InlineData("facial, yes a facial", "Facial")]
    public void Several_services_are_heard_apart(string text, string expected) => Assert.Equal(expected, Heard(text));

    [Theory]
    [InlineData("swidish masage", "Swedish massage")]
    [InlineData("deep tisue", "Deep tissue massage")]
    [InlineData("pedikua", "Pedicure")]
    [InlineData("pedicuer", "Pedicure")]
    [InlineData("manikyua ya gel", "Gel manicure")]
    [InlineData("feshial", "Facial")]
    [InlineData("knotles", "Knotless braids")]
    [InlineData("konrows", "Cornrows")]
    [InlineData("dreadloks retouch", "Dreadlocks retouch")]
    public void A_slip_or_a_spelling_by_ear_is_heard(string text, string expected) => Assert.Equal(expected, Heard(text));

    [Theory]
    [InlineData("sorry i meant pedicure not facial", "Pedicure")]
    [InlineData("badala ya cornrows weka knotless", "Knotless braids")]
    [InlineData("si plain, nilisema gel", "Gel manicure")]
    [InlineData("cancel the facial but keep the pedicure", "Facial")]
    [InlineData("I no longer need the facial", "Facial")]
    public void What_is_not_wanted_is_left_out_unless_it_is_all_there_is(string text, string expected) => Assert.Equal(expected, Heard(text));

    [Theory]
    [InlineData("2 facials", 2)]
    [InlineData("three sessions of swedish massage", 3)]
    [InlineData("at 2 facial", 1)]
    [InlineData("facial", 1)]
    [InlineData("facial 2", 1)]
    public void How_many_is_heard(string text, int expected) => Assert.Equal(expected, Read(text)[0].Quantity);

    [Theory]
    [InlineData("it is so hot today")]
    [InlineData("please send me a message")]
    [InlineData("we've reached the box office")]
    [InlineData("full day")]
    [InlineData("how far is the stone gate")]
    [InlineData("niko na watoto kumi")]
    [InlineData("what time do you close")]
    public void An_ordinary_word_names_no_service(string text) => Assert.Empty(Read(text));

    [Fact]
    public void The_stretch_of_text_is_told()
    {
        var heard = Assert.Single(Read("kesho nataka Gel Manicure saa nne"));
        Assert.Equal(new TextSpan(13, 12), heard.Span);
    }

    [Fact]
    public void A_shop_does_not_hear_what_it_does_not_sell()
    {
        ShopWords barber = new(["Haircut", "Beard trim"], [], new (TimeOnly, TimeOnly)?[7]);
        using UtteranceRoom room = new();
        Assert.Empty(ServiceReader.Read(room.Read("nataka masaji na pedicure", Lexicon.Shipped), barber));
    }

    private static IReadOnlyList<HeardService> Read(string text)
    {
        using UtteranceRoom room = new();
        return ServiceReader.Read(room.Read(text, Lexicon.Shipped), Said.Words);
    }

    private static string Heard(string text) => string.Join(" + ", Read(text).Select(service => Said.Names(service.Candidates)));
}
