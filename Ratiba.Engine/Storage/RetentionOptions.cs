namespace Ratiba.Engine.Storage;

/// <summary>How long the big append-only tables keep a day. Days are dropped whole.</summary>
public sealed class RetentionOptions
{
    /// <summary>Settled inbox events, for replay and for questions. An unsettled event keeps its day for as long as it takes.</summary>
    public TimeSpan Events { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Sent messages, for statuses that come late and for questions. A pending one keeps its day.</summary>
    public TimeSpan Outbox { get; set; } = TimeSpan.FromDays(90);

    /// <summary>One generation of dedupe keys. There are two, so a key is remembered for one to two of these; providers retry for days, and a month is promised.</summary>
    public TimeSpan Keys { get; set; } = TimeSpan.FromDays(31);

    internal void Validate()
    {
        Check(nameof(Events), Events, TimeSpan.FromDays(2));
        Check(nameof(Outbox), Outbox, TimeSpan.FromDays(8));
        Check(nameof(Keys), Keys, TimeSpan.FromDays(30));

        static void Check(string name, TimeSpan value, TimeSpan least)
        {
            if (value < least) throw new StorageException($"Storage:Retention:{name} is {value}; it must be at least {least}.");
        }
    }
}
