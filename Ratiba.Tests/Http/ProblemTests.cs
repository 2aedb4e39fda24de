using System.Text.RegularExpressions;
using Ratiba.Tests.Architecture;

namespace Ratiba.Tests.Http;

/// <summary>AD3: one error shape, and every code of it in the documentation.</summary>
public sealed partial class ProblemTests
{
    [Fact]
    public void EveryCode_IsInTheDocumentation()
    {
        var documented = File.ReadAllText(Path.Combine(Sources.Root, "docs", "errors.md"));
        var codes = Sources.Of("Ratiba.Edge").SelectMany(file => Code().Matches(file.Text)).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Contains("slug_taken", codes);
        Assert.All(codes, code => Assert.Contains($"`{code}`", documented, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?:\bOf|\bUnavailable)\(\s*[\w.]+,\s*""([a-z_]+)""")]
    private static partial Regex Code();
}
