using Ratiba.Engine.Messaging.WhatsApp;
using Ratiba.Engine.Outbox;

namespace Ratiba.Tests.Messaging.WhatsApp;

public sealed class WhatsAppErrorsTests
{
    /// <summary>PROVIDERS.md 1.10, row by row.</summary>
    public static TheoryData<int[], string> Rows => new()
    {
        { [131047], nameof(SendOutcome.OutsideWindow) },
        { [131026], nameof(SendOutcome.Refused) },
        { [130429, 80007, 4, 613], nameof(SendOutcome.Throttled) },
        { [131056], nameof(SendOutcome.PairThrottled) },
        { [131048, 131064], nameof(SendOutcome.QualityLimited) },
        { [190, 0], nameof(SendOutcome.AccountStopped) },
        { [10, 200, 250, 299, 3], nameof(SendOutcome.AccountStopped) },
        { [131053], nameof(SendOutcome.Transient) },
        { [131052], nameof(SendOutcome.Refused) },
        { [131000, 131016, 135000, 1, 2], nameof(SendOutcome.Transient) },
        { [131008, 131009, 100, 132000, 132007, 132012], nameof(SendOutcome.Rejected) },
        { [132015, 132016, 130497], nameof(SendOutcome.Rejected) },
        { [368, 131031, 131042], nameof(SendOutcome.AccountStopped) },
        { [131049, 130472, 131050], nameof(SendOutcome.Refused) },
        { [131021, 131030, 131051, 131062, 131037], nameof(SendOutcome.Refused) },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Code_DecidesWhateverTheStatus(int[] codes, string outcome)
    {
        foreach (var code in codes)
            foreach (var status in new[] { 200, 400, 401, 403, 429, 500 })
                Assert.Equal(outcome, WhatsAppErrors.Of(code, status).Outcome.ToString());
    }

    [Theory]
    [InlineData(401, nameof(SendOutcome.AccountStopped))]
    [InlineData(403, nameof(SendOutcome.AccountStopped))]
    [InlineData(429, nameof(SendOutcome.Throttled))]
    [InlineData(400, nameof(SendOutcome.Rejected))]
    [InlineData(404, nameof(SendOutcome.Rejected))]
    [InlineData(302, nameof(SendOutcome.Transient))]
    [InlineData(500, nameof(SendOutcome.Transient))]
    [InlineData(503, nameof(SendOutcome.Transient))]
    public void UnknownCode_LeavesItToTheStatus(int status, string outcome)
    {
        Assert.Equal(outcome, WhatsAppErrors.Of(null, status).Outcome.ToString());
        Assert.Equal(outcome, WhatsAppErrors.Of(999_999, status).Outcome.ToString());
    }

    [Theory]
    [InlineData("""{"messaging_product":"whatsapp","contacts":[{"input":"1","wa_id":"1"}],"messages":[{"id":"wamid.1"}]}""", "wamid.1", null, false)]
    [InlineData("""{"messages":{"id":"wamid.1"}}""", "wamid.1", null, false)]
    [InlineData("""{"messages":[]}""", null, null, false)]
    [InlineData("""{"error":{"code":131056,"message":"x"}}""", null, 131056, true)]
    [InlineData("""{"error":{"code":"613"}}""", null, 613, true)]
    [InlineData("""{"errors":[{"code":131000}]}""", null, 131000, true)]
    [InlineData("<html>Bad gateway</html>", null, null, false)]
    [InlineData("", null, null, false)]
    [InlineData("""{"error":{"code":190""", null, null, false)]
    public void Answer_IsReadInAnyForm(string body, string? id, int? code, bool hasError) =>
        Assert.Equal(new WhatsAppAnswer(id, code, hasError), WhatsAppAnswer.Read(System.Text.Encoding.UTF8.GetBytes(body)));
}
