using Ratiba.Engine.Language;
using Ratiba.Engine.Language.Names;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Names;

public sealed class StaffReaderTests
{
    [Theory]
    [InlineData("with Brian please", "Brian")]
    [InlineData("na Wanjiru kesho", "Wanjiru")]
    [InlineData("Shiru yuko leo?", "Wanjiru")]
    [InlineData("book me kwa Shiku", "Wanjiku Kamau")]
    [InlineData("Kamau ako free?", "Wanjiku Kamau")]
    [InlineData("see dr. achieng on friday", "Dr. Achieng Otieno")]
    [InlineData("Otieno", "Dr. Achieng Otieno")]
    [InlineData("mercy's slot", "Madam Mercy")]
    [InlineData("with fatma", "Fatuma")]
    [InlineData("with Bryan", "Brian")]
    [InlineData("with wanjirru", "Wanjiru")]
    [InlineData("na njery", "Njeri")]
    [InlineData("with Hope", "Hope")]
    [InlineData("its Wanjiru, not Brian", "Wanjiru")]
    [InlineData("badala ya Wanjiru niwekee Njeri", "Njeri")]
    [InlineData("anyone is fine", "anyone")]
    [InlineData("mtu yeyote", "anyone")]
    [InlineData("whoever is free", "anyone")]
    public void A_person_is_heard(string text, string expected) => Assert.Equal(expected, Heard(text));

    [Theory]
    [InlineData("I hope you are open")]
    [InlineData("if anyone cancels tell me")]
    [InlineData("with my sister")]
    [InlineData("na kesho asubuhi")]
    [InlineData("my brain hurts")]
    [InlineData("not with Brian")]
    public void Nobody_is_heard_where_nobody_is_named(string text) => Assert.Null(Heard(text));

    [Theory]
    [InlineData("jane", "Jane Akinyi / Jane Wambui")]
    [InlineData("Jane Akinyi", "Jane Akinyi")]
    [InlineData("wambui", "Jane Wambui")]
    public void Between_two_it_does_not_guess(string text, string expected)
    {
        string[] staff = ["Jane Akinyi", "Jane Wambui"];
        var heard = Read(text, new ShopWords([], staff, new (TimeOnly, TimeOnly)?[7]));
        Assert.Equal(expected, heard is { } who ? staff[who.Person] + (who.Other is { } other ? " / " + staff[other] : "") : null);
    }

    [Theory]
    [InlineData("at the Bateau Hair Salon tomorrow", "Bateau Hair Salon")]
    [InlineData("I need a hair salon", null)]
    [InlineData("is there one in Fremont", null)]
    [InlineData("with supercuts at nine", "Supercuts")]
    [InlineData("supercuts sequoia station", "Supercuts Sequoia Station")]
    public void A_firm_is_heard_by_most_of_its_name(string text, string? expected)
    {
        string[] staff = ["Bateau Hair Salon", "Clips of Fremont Salon", "Supercuts", "Supercuts Sequoia Station"];
        Assert.Equal(expected, Read(text, new ShopWords([], staff, new (TimeOnly, TimeOnly)?[7])) is { } who ? staff[who.Person] : null);
    }

    private static HeardStaff? Read(string text, ShopWords words)
    {
        using UtteranceRoom room = new();
        return StaffReader.Read(room.Read(text, Lexicon.Shipped), words);
    }

    private static string? Heard(string text) => Read(text, Said.Words) switch
    {
        null => null,
        { Person: Understanding.Anyone } => "anyone",
        var who => Said.Staff[who.Value.Person],
    };
}
