namespace Ratiba.Engine.Inbox;

/// <summary>The inbox's fixed-shape SQL.</summary>
internal static class InboxStatements
{
    /// <summary>
    /// One round trip for a whole batch, right in every case: the keys that are new decide which events are written. Keys are inserted in their own order, so that
    /// two writers with the same keys wait for each other instead of deadlocking; events are numbered in the order of arrival.
    /// </summary>
    public static readonly string Append = AppendInto("public.inbox_events", "on conflict do nothing");

    /// <summary>
    /// The same for the usual case, a batch without a duplicate on a day whose partition is known: straight into the partition and without the second look into the
    /// index that ON CONFLICT takes, which saves a third of Postgres' time. A key that is there already, or a day that has just ended, fails the whole statement,
    /// nothing is written, and <see cref="Append"/> does it again.
    /// </summary>
    /// <param name="partition">The day's partition, with its schema.</param>
    public static string AppendFresh(string partition) => AppendInto(partition, "");

    /// <summary>The same for events that cannot be routed: they become dead letters at once, deduplicated by the same keys.</summary>
    public const string Park = """
        with fresh as (
          insert into public.inbox_keys_current (key)
          select k from unnest($1) as t(k)
          where not exists (select from public.inbox_keys_previous p where p.key = k)
          order by k
          on conflict do nothing
          returning key)
        insert into public.dead_letters (id, tenant_id, channel, kind, conversation, account, body, reason, received_at)
        select e.key, e.tenant, e.channel, e.kind, e.conversation, e.account, e.body, e.reason, now()
        from unnest($1, $2, $3, $4, $5, $6, $7, $8) as e(key, tenant, channel, kind, conversation, account, body, reason)
        join fresh on fresh.key = e.key
        """;

    private static string AppendInto(string table, string onConflict) => $"""
        with fresh as (
          insert into public.inbox_keys_current (key)
          select k from unnest($1) as t(k)
          where not exists (select from public.inbox_keys_previous p where p.key = k)
          order by k
          {onConflict}
          returning key)
        insert into {table} (lane, tenant_id, channel, kind, conversation, account, body)
        select e.lane, e.tenant, e.channel, e.kind, e.conversation, e.account, e.body
        from unnest($1, $2, $3, $4, $5, $6, $7, $8) with ordinality as e(key, lane, tenant, channel, kind, conversation, account, body, n)
        join fresh on fresh.key = e.key
        order by e.n
        """;
}
