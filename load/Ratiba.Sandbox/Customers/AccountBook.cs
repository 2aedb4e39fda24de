using System.Collections.Concurrent;

namespace Ratiba.Sandbox.Customers;

/// <summary>A business that customers can write to.</summary>
internal sealed record Account(string PhoneNumberId, string Name, string Channel);

/// <summary>The businesses the chat page offers: given at the start, registered, or learned from traffic.</summary>
internal sealed class AccountBook(IReadOnlyDictionary<string, string> known)
{
    // A page that lists more is of no use; the load run has 200.
    private const int Capacity = 1_000;

    private readonly ConcurrentDictionary<string, Account> _accounts =
        new(known.Select(pair => KeyValuePair.Create(pair.Key, new Account(pair.Key, pair.Value, Channels.WhatsApp))));

    public void Learn(string id, string channel)
    {
        if (!_accounts.ContainsKey(id) && _accounts.Count < Capacity)
        {
            _accounts.TryAdd(id, new Account(id, id, channel));
        }
    }

    public void Register(Account account)
    {
        if (_accounts.ContainsKey(account.PhoneNumberId) || _accounts.Count < Capacity)
        {
            _accounts[account.PhoneNumberId] = account;
        }
    }

    /// <summary>A send to a page does not tell whether it is Instagram's or Messenger's: whoever wrote to it, or registered it, did.</summary>
    public string PageChannelOf(string id) =>
        _accounts.TryGetValue(id, out var account) && account.Channel != Channels.WhatsApp ? account.Channel : Channels.Messenger;

    public IReadOnlyList<Account> All() => [.. _accounts.Values.OrderBy(account => account.Name, StringComparer.Ordinal)];
}
