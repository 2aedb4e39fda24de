using Ratiba.Engine.Language;

namespace Ratiba.Bench.Language;

/// <summary>The shop of issue 3's budget: 200 services and 20 people in context.</summary>
internal static class SpeedShop
{
    private static readonly string[] s_kinds =
    [
        "Swedish massage", "Deep tissue massage", "Hot stone massage", "Aromatherapy", "Facial", "Gel manicure", "Plain manicure", "Pedicure", "Box braids", "Knotless braids", "Cornrows",
        "Dreadlocks retouch", "Weave installation", "Wash and blow dry", "Haircut", "Beard trim", "Eyebrow shaping", "Lash extensions", "Waxing", "Bridal makeup",
    ];

    private static readonly string[] s_variants = ["", "small", "medium", "large", "short", "shoulder length", "long", "for kids", "express", "deluxe"];

    private static readonly string[] s_staff =
    [
        "Wanjiku", "Wanjiru", "Achieng", "Brian", "Kevin", "Mercy", "Fatuma", "Otieno", "Njeri", "Kamau", "Akinyi", "Mutua", "Chebet", "Kiprono", "Halima", "Omondi", "Naliaka", "Muthoni", "Juma", "Zawadi",
    ];

    /// <summary>A message of 60 characters in each language, with service, day and time.</summary>
    public static readonly IReadOnlyDictionary<string, string> Messages = new Dictionary<string, string>
    {
        ["English"] = "hi can i book a swedish massage with mercy tomorrow at 3 pm?",
        ["Swahili"] = "habari, naomba nafasi ya kusuka nywele kesho saa nne asubuhi",
        ["Sheng"] = "niaje msee, nko na doh ya box braids sato saa9, mko free ama",
    };

    /// <summary>Wednesday 6 May 2026, ten in the morning; open eight to eight.</summary>
    public static ListeningContext Context { get; } = new(
        new DateOnly(2026, 5, 6), new TimeOnly(10, 0),
        new ShopWords(
            [.. s_kinds.SelectMany(_ => s_variants, (kind, variant) => $"{kind} {variant}".Trim())], s_staff,
            [.. Enumerable.Repeat<(TimeOnly, TimeOnly)?>((new TimeOnly(8, 0), new TimeOnly(20, 0)), 7)]),
        Asked.Nothing, []);

    /// <summary>A message of so many characters: the three in turn, again and again.</summary>
    public static string Long(int length)
    {
        var round = string.Join(". ", Messages.Values) + ". ";
        return string.Concat(Enumerable.Repeat(round, length / round.Length + 1))[..length];
    }
}
