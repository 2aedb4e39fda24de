using System.Globalization;

namespace Ratiba.Engine.Language.Saying;

/// <summary>Says amounts of money, in words and figures that <see cref="Money.MoneyReader"/> reads back as the same amount.</summary>
internal static class Shillings
{
    /// <summary>"KSh 3,500", "KSh 1,250.50": the same in every language.</summary>
    public static string Figure(decimal kes) => kes.ToString(decimal.Truncate(kes) == kes ? "'KSh '#,0" : "'KSh '#,0.00", CultureInfo.InvariantCulture);

    /// <summary>"shilingi elfu tatu mia tano". Cents are not spoken: an amount that has some is said as a figure.</summary>
    public static string Words(decimal kes) => decimal.Truncate(kes) == kes && kes is >= 0 and < 100_000_000 ? "shilingi " + SwahiliNumber.Say((long)kes) : Figure(kes);
}
