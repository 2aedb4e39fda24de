using Ratiba.Engine.Language;

namespace Ratiba.Tests.Language.Names;

/// <summary>A shop with names that are easily mixed up.</summary>
internal static class Said
{
    public static readonly string[] Services =
    [
        "Swedish massage", "Deep tissue massage", "Hot stone massage", "Facial", "Gel manicure", "Plain manicure", "Pedicure", "Box braids (small)", "Box braids (large)", "Knotless braids",
        "Cornrows", "Dreadlocks retouch", "Weave installation", "Wash and blow dry", "Haircut", "Haircut and beard trim", "Kids haircut", "Eyebrow shaping", "Lash extensions", "Full leg wax", "Bridal makeup",
    ];

    public static readonly string[] Staff = ["Wanjiku Kamau", "Wanjiru", "Dr. Achieng Otieno", "Brian", "Madam Mercy", "Fatuma", "Njeri", "Hope"];

    public static readonly ShopWords Words = new(
        Services, Staff, new (TimeOnly, TimeOnly)?[7], [new OwnPhrase("kutoa kucha", [4]), new OwnPhrase("ile ya bosi", [0, 1])]);

    /// <summary>What is heard of a first message, on Wednesday 6 May 2026 at ten.</summary>
    public static Understanding Heard(string text) => Ear.Listen(text, new ListeningContext(new DateOnly(2026, 5, 6), new TimeOnly(10, 0), Words, Asked.Nothing, []));

    public static string Names(IEnumerable<int> services) => string.Join(" / ", services.Select(service => Services[service]));
}
