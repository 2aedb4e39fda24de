namespace Ratiba.Load.Report;

/// <summary>One row of the table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">The figure, with its unit.</param>
/// <param name="Target">What it must be; null for a figure that is only told.</param>
/// <param name="Passed">Whether it is; null without a target.</param>
internal sealed record Figure(string Name, string Value, string? Target = null, bool? Passed = null)
{
    public string Mark => Passed switch
    {
        true => "PASS",
        false => "FAIL",
        null => "",
    };
}
