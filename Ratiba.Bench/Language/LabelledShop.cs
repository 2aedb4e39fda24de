using System.Globalization;
using System.Text.Json;
using Ratiba.Engine.Language;

namespace Ratiba.Bench.Language;

/// <summary>The shop to which our own messages are said: <c>shop.json</c> beside them.</summary>
internal sealed record LabelledShop(IReadOnlyList<string> Services, IReadOnlyList<string> Staff, DateTime Now, ShopWords Words)
{
    private static readonly string[] s_days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private sealed record File(string Name, DateTimeOffset Now, Dictionary<string, string> Hours, string[] Services, string[] Staff, Dictionary<string, string?>? OwnWords = null);

    /// <summary>Reads the shop of a folder.</summary>
    public static LabelledShop Read(string folder)
    {
        var path = Path.Combine(folder, "shop.json");
        if (!System.IO.File.Exists(path)) throw new BadLabelsException($"{path} is missing: rows with \"intents\" and \"slots\" are said to a shop (Ratiba.Tests/Language/Labelled/README.md).");
        try
        {
            using var json = JsonDocument.Parse(System.IO.File.ReadAllText(path));
            var shop = new LabelledRow(path, 1, json.RootElement).As<File>();
            // A word of the shop's own that decides nothing by itself (null) teaches nothing.
            var own = (shop.OwnWords ?? []).Where(word => word.Value is not null).Select(word => new OwnPhrase(word.Key, [Index(path, shop, word.Value)]));
            var words = new ShopWords(shop.Services, shop.Staff, [.. s_days.Select(day => HoursOf(path, shop.Hours, day))], [.. own]);
            return new LabelledShop(shop.Services, shop.Staff, shop.Now.DateTime, words);
        }
        catch (JsonException e)
        {
            throw new BadLabelsException($"{path}: not JSON ({e.Message})");
        }
    }

    private static int Index(string path, File shop, string? service) => Array.IndexOf(shop.Services, service) is >= 0 and var index
        ? index
        : throw new BadLabelsException($"{path}: own_words names \"{service}\", which is no service of the shop.");

    private static (TimeOnly Opens, TimeOnly Closes)? HoursOf(string path, Dictionary<string, string> hours, string day)
    {
        if (!hours.TryGetValue(day, out var window)) return null;
        var ends = window.Split('-');
        return ends.Length == 2 && TimeOnly.TryParse(ends[0], CultureInfo.InvariantCulture, out var opens) && TimeOnly.TryParse(ends[1], CultureInfo.InvariantCulture, out var closes)
            ? (opens, closes)
            : throw new BadLabelsException($"{path}: the hours of {day}, \"{window}\", are not like \"08:00-20:00\".");
    }
}
