using Ratiba.Engine.Language;
using Ratiba.Engine.Language.Names;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Names;

/// <summary>How many come, who the customer is, and how to call her.</summary>
public sealed class PeopleTests
{
    [Theory]
    [InlineData("me and my brother", 2)]
    [InlineData("my wife n I want massages", 2)]
    [InlineData("mimi na rafiki yangu", 2)]
    [InlineData("me, my sister and my mum", 3)]
    [InlineData("mimi na dada yangu na mama yangu", 3)]
    [InlineData("mimi na watoto wawili", 3)]
    [InlineData("me and 3 friends", 4)]
    [InlineData("nitakuja na wasee watatu", 4)]
    [InlineData("naeza kuja na beshte yangu", 2)]
    [InlineData("coming with my mother", 2)]
    [InlineData("watu watatu", 3)]
    [InlineData("for 3 people", 3)]
    [InlineData("watu kumi na wawili", 12)]
    [InlineData("sisi wawili", 2)]
    [InlineData("watu watatu na mtoto", 4)]
    [InlineData("mimi na hubby", 2)]
    [InlineData("tuko wanne", 4)]
    [InlineData("tutakuwa 5", 5)]
    [InlineData("we'll be 6", 6)]
    [InlineData("party of 8", 8)]
    [InlineData("the two of us", 2)]
    [InlineData("all 4 of us", 4)]
    [InlineData("5 pax", 5)]
    [InlineData("just me", 1)]
    [InlineData("niko peke yangu", 1)]
    [InlineData("my two kids need a trim", 2)]
    [InlineData("ni watu wanne sio watatu", 4)]
    [InlineData("we are 3 instead of 2", 3)]
    [InlineData("my cousin is getting married, we are 4 of us", 4)]
    [InlineData("my sister wants nails and I want a facial", 2)]
    public void A_party_is_counted(string text, int expected) => Assert.Equal(expected, Party(text));

    [Theory]
    [InlineData("my sister recommended you")]
    [InlineData("book it for my mum")]
    [InlineData("niko na watoto nyumbani")]
    [InlineData("we are 10 minutes away")]
    [InlineData("I paid with my husbands phone")]
    [InlineData("na kesho je")]
    [InlineData("tomorrow at 3")]
    [InlineData("he is 4 years old")]
    [InlineData("send this to 10 friends")]
    public void What_counts_nobody_is_no_party(string text) => Assert.Null(Party(text));

    [Theory]
    [InlineData("my name is jane", Asked.Nothing, "Jane")]
    [InlineData("naitwa Brayo", Asked.Nothing, "Brayo")]
    [InlineData("jina langu ni NJERI KAMAU nataka facial", Asked.Nothing, "Njeri Kamau")]
    [InlineData("My name's Wanjiru wa Kamau", Asked.Nothing, "Wanjiru")]
    [InlineData("wrong name, its Zuleikha Omondi", Asked.Nothing, "Zuleikha Omondi")]
    [InlineData("jina si Akini ni Akinyi", Asked.Nothing, "Akinyi")]
    [InlineData("put it under the name Baba Salim", Asked.Nothing, "Baba Salim")]
    [InlineData("its mercy", Asked.Name, "Mercy")]
    [InlineData("andika Mama Tasha", Asked.Name, "Mama Tasha")]
    [InlineData("Xavier", Asked.Name, "Xavier")]
    [InlineData("otieno brian please", Asked.Name, "Otieno Brian")]
    public void The_customers_name_is_heard(string text, object asked, string expected) => Assert.Equal(expected, Name(text, (Asked)asked));

    [Theory]
    [InlineData("its Wanjiru, not Brian", Asked.Nothing)]
    [InlineData("jina gani", Asked.Nothing)]
    [InlineData("am late", Asked.Nothing)]
    [InlineData("ni kesho", Asked.Nothing)]
    [InlineData("my name is on the list", Asked.Nothing)]
    [InlineData("tomorrow", Asked.Name)]
    [InlineData("what do you need it for", Asked.Name)]
    [InlineData("kesho saa nne", Asked.Name)]
    public void What_is_no_name_is_not_taken_for_one(string text, object asked) => Assert.Null(Name(text, (Asked)asked));

    [Fact]
    public void A_customer_called_like_one_of_the_staff_does_not_ask_for_her()
    {
        using UtteranceRoom room = new();
        var said = room.Read("my name is Wanjiru, book me with Brian", Lexicon.Shipped, Said.Words);
        Assert.Equal("Wanjiru", CustomerNameReader.Read(said, Said.Words)?.Value);
        Assert.Equal("Brian", Said.Staff[StaffReader.Read(said, Said.Words)!.Value.Person]);
    }

    [Theory]
    [InlineData("0722 418 093", "+254722418093")]
    [InlineData("ni 0798221340", "+254798221340")]
    [InlineData("use +254 733 908 172 please", "+254733908172")]
    [InlineData("254-110-552-871", "+254110552871")]
    [InlineData("722418093", "+254722418093")]
    [InlineData("O722418093", "+254722418093")]
    [InlineData("+255 754 123 456", "+255754123456")]
    [InlineData("my number is 0704 118 236 and I come at 3", "+254704118236")]
    public void A_phone_number_is_heard(string text, string expected) => Assert.Equal(expected, Phone(text));

    [Theory]
    [InlineData("account 123456789")]
    [InlineData("0722 418")]
    [InlineData("25,000,000 shillings")]
    [InlineData("at 10 30 on 12 05 2026")]
    public void Other_digits_are_no_phone_number(string text) => Assert.Null(Phone(text));

    private static int? Party(string text)
    {
        using UtteranceRoom room = new();
        return PartyReader.Read(room.Read(text, Lexicon.Shipped, Said.Words))?.Value;
    }

    private static string? Name(string text, Asked asked)
    {
        using UtteranceRoom room = new();
        return CustomerNameReader.Read(room.Read(text, Lexicon.Shipped, Said.Words), Said.Words, asked)?.Value;
    }

    private static string? Phone(string text)
    {
        using UtteranceRoom room = new();
        return PhoneReader.Read(room.Read(text, Lexicon.Shipped, Said.Words))?.Value;
    }
}
