using System.Globalization;
using Ratiba.Engine.Language.Money;
using Ratiba.Engine.Language.Receipts;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Receipts;

public sealed class ReceiptReaderTests
{
    // Layouts as Safaricom and Vodacom Tanzania send them; names, codes and amounts are invented.
    [Theory]
    [InlineData("TFG5X8K2LM Confirmed. Ksh1,500.00 sent to BLOOM SPA  0758000111 on 6/5/26 at 10:14 AM. New M-PESA balance is Ksh80.00. Transaction cost, Ksh22.00. Amount you can transact within the day is 499,950.00.",
        "TFG5X8K2LM 1500 'BLOOM SPA' 2026-05-06 10:14:00")]
    [InlineData("UE67K2M9QX Confirmed. Ksh500.00 paid to F.M BEAUTY STORES. on 6/5/26 at 9:41 PM.New M-PESA balance is Ksh1,204.00.", "UE67K2M9QX 500 'F.M BEAUTY STORES' 2026-05-06 21:41:00")]
    [InlineData("UE67K2M9QX Confirmed. Ksh2,000.00 sent to KCB Paybill AC for account 1137238445 on 9/9/25 at 12:31 PM New M-PESA balance is Ksh106.00.", "UE67K2M9QX 2000 'KCB Paybill AC' 2025-09-09 12:31:00")]
    [InlineData("UE67K2M9QX Confirmed. You have paid Ksh1,200.00 to BLOOM SPA Till Number 987654 on 18/11/2025 at 4:30 PM.", "UE67K2M9QX 1200 'BLOOM SPA' 2025-11-18 16:30:00")]
    [InlineData("TE61MX7R0P Imethibitishwa. Ksh1,000.00 imelipwa kwa BLOOM BEAUTY tarehe 6/5/26 saa 9:52 AM. Salio lako la M-PESA ni Ksh2,310.45.", "TE61MX7R0P 1000 'BLOOM BEAUTY' 2026-05-06 09:52:00")]
    [InlineData("TE67PD3L1V Imethibitishwa. Umetuma Ksh2,000.00 kwa BLOOM BEAUTY 6/5/26 9:03 AM", "TE67PD3L1V 2000 'BLOOM BEAUTY' 2026-05-06 09:03:00")]
    [InlineData("Umelipa Ksh1,500.00 kwa BLOOM BEAUTY tarehe 5/5/26 saa 7:40 PM. Nambari ya muamala TE55WJ2K8F. Gharama Ksh0.00", "TE55WJ2K8F 1500 'BLOOM BEAUTY' 2026-05-05 19:40:00")]
    [InlineData("DC76NC9YC1A Imethibitishwa. Tsh5,000.00 imetumwa kwa BLOOM DAR kwenye akaunti namba 255789452917 tarehe 9/3/26 saa 22:38:24", "DC76NC9YC1A 5000 'BLOOM DAR' 2026-03-09 22:38:24")]
    public void Receipts_of_the_networks_are_read(string text, string receipt) => Assert.Equal(receipt, Read(text));

    [Theory]
    [InlineData("Nimelipa ona hii: TE68ZC3W5N Imethibitishwa Ksh700.00 imetumwa kwa BLOOM BEAUTY KILIMANI", "TE68ZC3W5N 700 'BLOOM BEAUTY KILIMANI' ")]
    [InlineData("nimetuma mia tano, code ni TE64KQ9B2M", "TE64KQ9B2M 500 '' ")]
    [InlineData("code te64kq9b2m", "TE64KQ9B2M 0 '' ")]
    [InlineData("TE64KQ9B2M", "TE64KQ9B2M 0 '' ")]
    [InlineData("QB17CVOCY9 Confirmed. You have received Ksh2,500.00 from JOHN DOE 0712345678 on 18/6/26 at 3:42 PM.", "QB17CVOCY9 2500 '' 2026-06-18 15:42:00")]
    [InlineData("UE67K2M9QX Confirmed. on 31/2/26 at 9:41 AM Ksh50.00 received", "UE67K2M9QX 50 '' ")]
    public void Other_text_and_missing_pieces_are_allowed(string text, string receipt) => Assert.Equal(receipt, Read(text));

    [Theory]
    [InlineData("nataka knotless kesho saa nne")]
    [InlineData("call 0722418093")]
    [InlineData("APPOINTMENT kesho")]
    [InlineData("knotless4u kesho")]
    [InlineData("APPOINTMENT CONFIRMED. Ksh500 paid to BLOOM")]
    [InlineData("nimelipa 1500")]
    [InlineData("Confirmed. Ksh500.00 paid to BLOOM")]
    public void What_has_no_code_is_no_receipt(string text) => Assert.Equal("", Read(text));

    [Fact]
    public void Balance_and_cost_are_taken_with_the_receipt_and_the_customers_words_are_not()
    {
        using var room = new UtteranceRoom();
        var said = room.Read("UE67K2M9QX Confirmed. Ksh500.00 paid to BLOOM. on 6/5/26 at 9:41 AM. New M-PESA balance is Ksh1,204.00. Transaction cost, Ksh0.00. nimefika pia, 300 bob baki", Lexicon.Shipped);
        Assert.NotNull(ReceiptReader.Read(said));
        var found = new HeardMoney[4];
        Assert.Equal(1, MoneyReader.Read(said, found));
        Assert.Equal(300, found[0].Kes);
        Assert.False(said.IsTaken(said.Count - 6));
    }

    private static string Read(string text)
    {
        using var room = new UtteranceRoom();
        var receipt = ReceiptReader.Read(room.Read(text, Lexicon.Shipped));
        return receipt is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{receipt.Code} {receipt.Kes:0.##} '{receipt.Payee}' {receipt.At:yyyy-MM-dd HH:mm:ss}");
    }
}
