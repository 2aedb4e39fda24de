using Ratiba.Engine.Language;

namespace Ratiba.Bench.Language;

/// <summary>
/// Which of our intents the dialogue acts of <c>sgd_services</c> stand for. In scope is what a customer says to the one shop he writes to: asking for the visit, giving its day, time and
/// person, yes and no to what was asked, asking for something else than was offered, where the shop is, thanks and goodbye. Out of scope: looking for a provider in a town (FindProvider;
/// answers of a city or kind of therapist; SELECT, which takes a provider that a search found, often without a word about it: "what will the weather be there?"), and questions that a single
/// shop is not asked (its rating, whether it is unisex, the telephone number of the number one is writing to).
/// </summary>
internal static class ServiceActs
{
    /// <summary>The intents of which one must be meant; none where the row is out of scope.</summary>
    public static HashSet<Intent> Allowed(IReadOnlyList<ServiceDialogues.Act> acts)
    {
        HashSet<Intent> allowed = [];
        if (acts.Any(act => act is { Name: "INFORM_INTENT", Value: not "BookAppointment" })) return allowed;
        var searches = acts.Any(act => act is { Name: "INFORM", Slot: "city" or "type" or "is_unisex" or "offers_cosmetic_services" });
        foreach (var act in acts)
        {
            allowed.UnionWith(act switch
            {
                { Name: "INFORM_INTENT" } => [Intent.Book, Intent.CheckAvailability],
                { Name: "AFFIRM_INTENT" } => [Intent.Confirm, Intent.Book, Intent.CheckAvailability],
                { Name: "AFFIRM" } => [Intent.Confirm],
                { Name: "NEGATE" } => [Intent.Deny, Intent.Correct],
                { Name: "NEGATE_INTENT" } => [Intent.Deny],
                { Name: "INFORM", Slot: "appointment_date" or "appointment_time" } => [Intent.Book, Intent.CheckAvailability, Intent.Correct, Intent.Pick],
                { Name: "INFORM", Slot: { } slot } when slot.EndsWith("_name", StringComparison.Ordinal) => [Intent.Book, Intent.CheckAvailability, Intent.Correct, Intent.Pick],
                { Name: "REQUEST", Slot: "street_address" or "address" or "city" } => [Intent.AskLocation],
                // With a new town or kind it is another search, not another option.
                { Name: "REQUEST_ALTS" } when !searches => [Intent.MoreOptions, Intent.Deny],
                { Name: "THANK_YOU" or "GOODBYE" } => [Intent.Thanks, Intent.Goodbye],
                _ => Array.Empty<Intent>(),
            });
        }
        // Beside something that is in scope, taking the offer may be what is heard.
        if (allowed.Count > 0 && acts.Any(act => act.Name == "SELECT")) allowed.UnionWith([Intent.Confirm, Intent.Pick, Intent.Book]);
        return allowed;
    }

    /// <summary>The intent is allowed (<see cref="Commands.Means"/>); a yes was heard where the appointment was confirmed, and none where it was refused: those two decide about the booking.</summary>
    public static bool IsRight(IReadOnlyList<ServiceDialogues.Act> acts, IReadOnlyCollection<Intent> allowed, Understanding heard)
    {
        if (!Commands.Means(heard, allowed)) return false;
        if (acts.Any(act => act.Name == "AFFIRM") && !heard.Has(Intent.Confirm)) return false;
        return !acts.Any(act => act.Name is "NEGATE" or "NEGATE_INTENT") || acts.Any(act => act.Name == "THANK_YOU") || !heard.Has(Intent.Confirm);
    }

    /// <summary>What the assistant's words ask for, as the turn knows it from its own question.</summary>
    public static Asked AskedBy(string? system)
    {
        if (system is null) return Asked.Nothing;
        bool Says(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
                if (system.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }

        if (Says("confirm", "correct?", "right?", "is that right", "is that correct", "is this right")) return Asked.YesNo;
        if (Says("what time", "which time", "at what hour", "time would", "time do you", "time works", "time should", "preferred time")) return Asked.Time;
        if (Says("what date", "which date", "what day", "which day", "when would", "when do you", "when should", "when is", "date would")) return Asked.Day;
        return Says("?", "would you like", "shall i", "should i", "do you want", "how about", "what about", "anything else") ? Asked.YesNo : Asked.Nothing;
    }
}
