namespace Ratiba.Tests.Support;

/// <summary>For states of other processes, which cannot tell us when they change.</summary>
internal static class Eventually
{
    /// <summary>Asks until the answer is yes; fails the test after the limit.</summary>
    public static async Task TrueAsync(string what, Func<Task<bool>> ask, TimeSpan limit)
    {
        var clock = TimeProvider.System;
        for (var started = clock.GetTimestamp(); ;)
        {
            if (await ask()) return;
            Assert.True(clock.GetElapsedTime(started) < limit, $"Not within {limit}: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }
}
