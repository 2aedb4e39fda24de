using System.Security.Cryptography;
using System.Text;
using Ratiba.Engine.Primitives;
using Ratiba.Engine.Tenants;
using Ratiba.Tests.Support;

namespace Ratiba.Tests.Tenants;

/// <summary>SE1: secrets encrypted per tenant, and the master key rotated without stopping.</summary>
public sealed class SecretBoxTests(PostgresCluster cluster)
{
    private const string NewKey = "//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=";
    private const string Token = "EAAG-a-token-that-must-not-be-seen";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Fails when the tenant and purpose are not authenticated (Bound returns nothing): saw the secret opened for another purpose.
    [Fact]
    public void SealedSecret_OpensOnlyForItsTenantAndPurpose()
    {
        var box = new SecretBox(MasterKeys.Parse(TenantNode.MasterKey, "test"));
        var tenant = TenantId.New(TimeProvider.System);
        var key = box.NewDataKey(tenant);
        var secret = box.Seal(tenant, key, "token", Encoding.UTF8.GetBytes(Token));

        Assert.Equal(Token, Encoding.UTF8.GetString(box.Open(tenant, key, "token", secret)));
        Assert.NotEqual(secret, box.Seal(tenant, key, "token", Encoding.UTF8.GetBytes(Token)));
        Assert.ThrowsAny<CryptographicException>(() => box.Open(tenant, key, "other", secret));
        Assert.ThrowsAny<CryptographicException>(() => box.Open(TenantId.New(TimeProvider.System), key, "token", secret));
        for (var i = 0; i < secret.Length; i++)
        {
            var changed = (byte[])secret.Clone();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => box.Open(tenant, key, "token", changed));
        }
        for (var length = 0; length < secret.Length; length++)
            Assert.ThrowsAny<CryptographicException>(() => box.Open(tenant, key, "token", secret.AsSpan(0, length)));
    }

    [Fact]
    public void UnknownMasterKey_SaysWhichKeyIsMissingAndWhatToDo()
    {
        var tenant = TenantId.New(TimeProvider.System);
        var wrapped = new SecretBox(MasterKeys.Parse(TenantNode.MasterKey, "test")).NewDataKey(tenant);
        var failure = Assert.Throws<CryptographicException>(() => new SecretBox(MasterKeys.Parse(NewKey, "test")).Seal(tenant, wrapped, "token", "x"u8));
        Assert.Contains("RATIBA_MASTER_KEY", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==")]
    public void BadMasterKey_IsRefused(string key) => Assert.Throws<InvalidOperationException>(() => MasterKeys.Parse(key, "test"));

    [Fact]
    public void NoMasterKey_IsMadeOnceAndReadableByNobodyElse()
    {
        var folder = TestFolder.Create("master-key");
        try
        {
            var first = MasterKeys.Load(null, folder);
            Assert.Equal(first.First.Key, MasterKeys.Load("", folder).First.Key);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(Path.Combine(folder, "master.key")));
            Assert.Single(Directory.GetFiles(folder));
        }
        finally
        {
            TestFolder.Delete(folder);
        }
    }

    [Fact]
    public async Task StoredToken_IsNotInTheRowInClear_AndSendersGetIt()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await TenantNode.StartAsync(database);
        var tenant = await OnboardAsync(node, "acme-spa");

        Assert.Equal(ChannelChange.Done, await node.Registry.SetChannelAsync(tenant, ChannelKind.WhatsApp, "1001", Token, "test", Cancellation));

        var stored = await database.ScalarAsync<byte[]>("select whatsapp_access_token from public.tenants");
        Assert.DoesNotContain("must-not-be-seen", Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
        var dump = await database.ScalarAsync<string>("select string_agg(t::text, ' ') || (select string_agg(a::text, ' ') from public.tenant_audit a) from public.tenants t");
        Assert.DoesNotContain("must-not-be-seen", dump, StringComparison.Ordinal);
        Assert.Equal(Token, await node.Get<ChannelCredentials>().AccessTokenAsync(tenant, ChannelKind.WhatsApp, Cancellation));
        Assert.Null(await node.Get<ChannelCredentials>().AccessTokenAsync(tenant, ChannelKind.Messenger, Cancellation));
        Assert.Equal(tenant, node.Directory.Current.Route(ChannelKind.WhatsApp, "1001")?.Tenant);
    }

    [Fact]
    public async Task ChangedToken_ReplacesTheOneInMemory_AndNoTokenKeepsTheStoredOne()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        await using var node = await TenantNode.StartAsync(database);
        var tenant = await OnboardAsync(node, "acme-spa");
        var credentials = node.Get<ChannelCredentials>();
        await node.Registry.SetChannelAsync(tenant, ChannelKind.WhatsApp, "1001", "old", "test", Cancellation);
        Assert.Equal("old", await credentials.AccessTokenAsync(tenant, ChannelKind.WhatsApp, Cancellation));

        await node.Registry.SetChannelAsync(tenant, ChannelKind.WhatsApp, "1001", "new", "test", Cancellation);
        Assert.Equal("new", await credentials.AccessTokenAsync(tenant, ChannelKind.WhatsApp, Cancellation));

        await node.Registry.SetChannelAsync(tenant, ChannelKind.WhatsApp, "1002", null, "test", Cancellation);
        Assert.Equal("new", await credentials.AccessTokenAsync(tenant, ChannelKind.WhatsApp, Cancellation));
        Assert.Null(node.Directory.Current.Route(ChannelKind.WhatsApp, "1001"));
    }

    [Fact]
    public async Task RotatedMasterKey_OldAndNewOpen_AndAfterTheStartTheOldOneCanGo()
    {
        await using var database = await cluster.CreateDatabaseAsync();
        TenantId tenant;
        await using (var before = await TenantNode.StartAsync(database))
        {
            tenant = await OnboardAsync(before, "acme-spa");
            await before.Registry.SetChannelAsync(tenant, ChannelKind.WhatsApp, "1001", Token, "test", Cancellation);
        }

        await using (var during = await TenantNode.StartAsync(database, masterKey: $"{NewKey},{TenantNode.MasterKey}"))
            Assert.Equal(Token, await during.Get<ChannelCredentials>().AccessTokenAsync(tenant, ChannelKind.WhatsApp, Cancellation));

        await using var after = await TenantNode.StartAsync(database, masterKey: NewKey);
        Assert.Equal(Token, await after.Get<ChannelCredentials>().AccessTokenAsync(tenant, ChannelKind.WhatsApp, Cancellation));
        Assert.NotNull(await after.Get<EmbeddedRealms>().KeyAsync(after.Directory.Find(tenant)!, Cancellation));
    }

    private static async Task<TenantId> OnboardAsync(TenantNode node, string slug) => Assert.IsType<OnboardingResult.Onboarded>(
        await node.Onboarding.OnboardAsync(OnboardingTests.Application(slug), "test", Cancellation)).Detail.Tenant.Id;
}
