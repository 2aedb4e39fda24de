using System.Text.RegularExpressions;

namespace Ratiba.Tests.Architecture;

/// <summary>Calls go down, facts go up through the inbox: the direction of DESIGN.md ("Layout"), checked against the sources.</summary>
public sealed partial class FolderOrderTests
{
    // From the foundation up; a folder imports only folders before it.
    private static readonly string[] Order =
    [
        "Primitives", "Storage", "Inbox", "Lanes", "Outbox", "Tenants", "Language", "Catalog", "Messaging", "Payments", "Imports", "Bookings", "Conversations",
        "ChatRail", "Hosting",
    ];

    // What every feature of the edge may use.
    private static readonly string[] EdgeShared = ["Http", "Health"];

    // Puts the features together, so it knows them all; none knows it.
    private const string EdgeComposition = "Hosting";

    private static readonly string[] SplitByKind = ["Utils", "Helpers", "Common", "Models", "Services", "Interfaces", "Repositories", "Shared", "Core"];

    [Fact]
    public void EngineFolders_AreInTheOrder() =>
        Assert.Empty(Sources.Of("Ratiba.Engine").Where(file => !Order.Contains(file.Folder)).Select(file => $"{file.Path} is in no folder of the order"));

    // Fails when a file of Storage says `using Ratiba.Engine.Lanes;` or `Ratiba.Engine.Lanes.LaneMap`: saw both named.
    [Fact]
    public void EngineFolder_ImportsOnlyFoldersBelowIt()
    {
        List<string> wrong = [];
        foreach (var file in Sources.Of("Ratiba.Engine").Where(file => Order.Contains(file.Folder)))
            foreach (var imported in Imports(file.Text, "Engine"))
                if (imported != file.Folder && Array.IndexOf(Order, imported) >= Array.IndexOf(Order, file.Folder)) wrong.Add($"{file.Path} imports {imported}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void EdgeFeatures_DoNotImportEachOther()
    {
        List<string> wrong = [];
        foreach (var file in Sources.Of("Ratiba.Edge").Where(file => file.Folder is not ("" or EdgeComposition)))
            foreach (var imported in Imports(file.Text, "Edge"))
                if (imported != file.Folder && !EdgeShared.Contains(imported)) wrong.Add($"{file.Path} imports {imported}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Edge_KnowsNoDatabaseAndNoScheduler() => Assert.Empty(Mentions("Ratiba.Edge", DatabaseOrScheduler()));

    [Fact]
    public void Engine_KnowsNoWebServer() => Assert.Empty(Mentions("Ratiba.Engine", WebServer()));

    [Fact]
    public void NoFolder_IsSplitByTechnicalKind()
    {
        string[] projects = ["Ratiba.Edge", "Ratiba.Engine", "Ratiba.Tests", "Ratiba.Bench", "load/Ratiba.Load", "load/Ratiba.Sandbox"];
        var folders = projects.SelectMany(Sources.Of).Select(file => Path.GetDirectoryName(file.Path)!).Distinct(); // every path has a project's folder
        Assert.DoesNotContain(folders, folder => folder.Split('/').Any(SplitByKind.Contains));
    }

    [Fact]
    public void Namespace_IsTheFolder()
    {
        string[] projects = ["Ratiba.Edge", "Ratiba.Engine", "Ratiba.Tests", "Ratiba.Bench", "load/Ratiba.Load", "load/Ratiba.Sandbox"];
        List<string> wrong = [];
        foreach (var file in projects.SelectMany(Sources.Of))
        {
            var declared = NamespaceLine().Match(file.Text);
            if (!declared.Success) continue;
            var expected = Path.GetDirectoryName(file.Path)!.Replace("load/", "", StringComparison.Ordinal).Replace('/', '.'); // as above
            if (declared.Groups[1].Value != expected) wrong.Add($"{file.Path} declares {declared.Groups[1].Value}, not {expected}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void NoGlobalUsing_HidesAnImport()
    {
        string[] projects = ["Ratiba.Edge", "Ratiba.Engine", "Ratiba.Tests", "Ratiba.Bench", "load/Ratiba.Load", "load/Ratiba.Sandbox"];
        Assert.Empty(projects.SelectMany(Sources.Of).Where(file => GlobalUsing().IsMatch(file.Text)).Select(file => file.Path));
    }

    private static IEnumerable<string> Imports(string text, string project) =>
        Reference().Matches(Code(text)).Where(match => match.Groups[1].Value == project).Select(match => match.Groups[2].Value).Distinct();

    private static IEnumerable<string> Mentions(string project, Regex forbidden) =>
        from file in Sources.Of(project)
        from match in forbidden.Matches(Code(file.Text))
        select $"{file.Path} names {match.Value}";

    // A comment may name what the code must not.
    private static string Code(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"\bRatiba\.(Engine|Edge)\.(\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\b(Npgsql|Dapper|Quartz)\b")]
    private static partial Regex DatabaseOrScheduler();

    // The password hasher's namespace lies: it comes from Microsoft.Extensions.Identity.Core and knows no web server.
    [GeneratedRegex(@"\bMicrosoft\.AspNetCore\b(?!\.Identity\b)")]
    private static partial Regex WebServer();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^global using Ratiba", RegexOptions.Multiline)]
    private static partial Regex GlobalUsing();
}
