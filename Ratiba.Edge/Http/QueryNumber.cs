using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ratiba.Edge.Http;

/// <summary>Numbers in a query: bound as text, so that a bad one is a problem of ours and not the framework's bare 400.</summary>
internal static class QueryNumber
{
    /// <summary>Reads a number from 1 to <paramref name="most"/>, <paramref name="usual"/> when it is left out; the problem to answer with when it is no such number.</summary>
    public static ProblemHttpResult? Read(string name, string? text, int usual, int most, out int value)
    {
        value = usual;
        if (text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1 && value <= most)) return null;
        return Problems.Invalid(name, $"must be a number from 1 to {most}");
    }
}
