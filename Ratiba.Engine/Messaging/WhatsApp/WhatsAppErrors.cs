using static Ratiba.Engine.Outbox.SendOutcome;

namespace Ratiba.Engine.Messaging.WhatsApp;

/// <summary>
/// PROVIDERS.md 1.10 as data. The body's code decides before the HTTP status: 130429 and 131056 come with 403, 613 with 429.
/// "Stop, alert" is read by what the code is about: lock, policy block and billing stop the account; a paused template or a barred country stops that message.
/// </summary>
internal static class WhatsAppErrors
{
    private const string Wait = "Messages wait and are sent by themselves.";
    private const string Rights = "WhatsApp refuses messages from this number because a permission is missing. Connect the number again; messages wait until then.";
    private const string Ours = "WhatsApp refused the form of this message. This is our mistake; support has been told.";

    private static readonly ProviderError[] Table =
    [
        new(0, AccountStopped, "token_refused", "WhatsApp refuses the access token of this number. Connect the number again; messages wait until then."),
        new(1, 2, Transient, "provider_trouble", "WhatsApp had trouble. " + Wait),
        new(3, AccountStopped, "permission_missing", Rights),
        new(4, Throttled, "rate_limited", "Too many messages at once. " + Wait),
        new(10, AccountStopped, "permission_missing", Rights),
        new(100, Rejected, "request_refused", Ours),
        new(190, AccountStopped, "token_refused", "The access token of this number has expired. Connect the number again; messages wait until then."),
        new(200, 299, AccountStopped, "permission_missing", Rights),
        new(368, AccountStopped, "policy_block", "WhatsApp has blocked this number for breaking its rules. See WhatsApp Manager; messages wait until it is free."),
        new(613, Throttled, "rate_limited", "Too many messages at once. " + Wait),
        new(80007, Throttled, "rate_limited", "Too many messages at once. " + Wait),
        new(130429, Throttled, "rate_limited", "Too many messages at once. " + Wait),
        new(130472, Refused, "experiment", "WhatsApp withheld this message because the customer's number is part of an experiment."),
        new(130497, Rejected, "country_barred", "WhatsApp does not let this number write to the customer's country."),
        new(131000, Transient, "provider_trouble", "WhatsApp had trouble. " + Wait),
        new(131008, 131009, Rejected, "request_refused", Ours),
        new(131016, Transient, "provider_trouble", "WhatsApp had trouble. " + Wait),
        new(131021, Refused, "own_number", "The customer's number is the shop's own number."),
        new(131026, Refused, "undeliverable", "The customer cannot be reached on WhatsApp: no account, an old app, or its terms not accepted."),
        new(131030, Refused, "not_allow_listed", "This number is in test mode and the customer is not on its list."),
        new(131031, AccountStopped, "account_locked", "WhatsApp has locked this account. See WhatsApp Manager; messages wait until it is free."),
        new(131037, Refused, "display_name_pending", "The number's display name is not yet approved by WhatsApp."),
        new(131042, AccountStopped, "billing", "WhatsApp has a problem with the payment method. Settle it in WhatsApp Manager; messages wait until then."),
        new(131047, OutsideWindow, "outside_window", "More than 24 hours since the customer's last message: only an approved template may be sent."),
        new(131048, QualityLimited, "quality_limited", "Customers have blocked or reported messages of this number. Only answers are sent for now."),
        new(131049, Refused, "withheld", "WhatsApp withheld this message to keep the customer's chats healthy."),
        new(131050, Refused, "opted_out", "The customer does not want marketing messages from this shop."),
        new(131051, Refused, "unsupported_type", "The customer's app cannot show this kind of message."),
        new(131052, Refused, "media_download", "A picture or file could not be fetched."),
        new(131053, Transient, "media_upload", "A picture or file could not be sent. " + Wait),
        new(131056, PairThrottled, "pair_rate", "Too many messages to one customer at once. " + Wait),
        new(131062, Refused, "bsuid_refused", "This kind of message needs the customer's phone number, which WhatsApp does not show."),
        new(131064, QualityLimited, "quality_limited", "Customers have blocked or reported messages of this number. Only answers are sent for now."),
        new(132000, 132012, Rejected, "template_refused", "WhatsApp refused the template: it is missing, not approved, or its values do not fit."),
        new(132015, 132016, Rejected, "template_paused", "WhatsApp has paused or disabled the template because of its quality. Change it in WhatsApp Manager."),
        new(135000, Transient, "provider_trouble", "WhatsApp had trouble. " + Wait),
    ];

    private static readonly ProviderError Token = new(0, AccountStopped, "token_refused", Table[0].Words);
    private static readonly ProviderError Permission = new(0, AccountStopped, "permission_missing", Rights);
    private static readonly ProviderError Rate = new(0, Throttled, "rate_limited", "Too many messages at once. " + Wait);
    private static readonly ProviderError Trouble = new(0, Transient, "provider_trouble", "WhatsApp had trouble. " + Wait);
    private static readonly ProviderError Unknown4xx = new(0, Rejected, "request_refused", Ours);

    /// <summary>By the body's code where we know it, else by the HTTP status.</summary>
    public static ProviderError Of(int? code, int httpStatus) => Find(code) ?? httpStatus switch
    {
        401 => Token,
        403 => Permission,
        429 => Rate,
        >= 400 and < 500 and not 408 => Unknown4xx,
        _ => Trouble,
    };

    /// <summary>The row of a code; null where we do not know it.</summary>
    public static ProviderError? Find(int? code)
    {
        if (code is not { } wanted) return null;
        var (low, high) = (0, Table.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (wanted < Table[middle].From) high = middle - 1;
            else if (wanted > Table[middle].To) low = middle + 1;
            else return Table[middle];
        }
        return null;
    }
}
