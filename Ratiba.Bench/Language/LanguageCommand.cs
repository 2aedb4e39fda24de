using System.CommandLine;

namespace Ratiba.Bench.Language;

/// <summary>
/// <c>language --data DIR</c>: evaluates the ear on every labelled set below DIR. Bad data is named and ends in exit code 2; the sets that could be read are evaluated all the same.
/// </summary>
internal static class LanguageCommand
{
    private const int BadInput = 2;

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var data = new Option<string>("--data") { Description = "The folder of the labelled sets: each folder in it with *.jsonl is a set.", Required = true };
        var json = new Option<string?>("--json") { Description = "Also writes the figures and all misses to this file." };
        var confusion = new Option<string?>("--confusion") { Description = "Also writes the table of intents heard for intents meant (our own messages only), as Markdown." };
        var command = new Command("language", "Evaluates the understanding of labelled messages.") { data, json, confusion };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(data), parsed.GetValue(json), parsed.GetValue(confusion), Console.Out, Console.Error));
        return command;
    }

    /// <summary>Evaluates; returns the exit code.</summary>
    public static int Run(string data, string? json, string? confusion, TextWriter output, TextWriter errors)
    {
        if (!Directory.Exists(data))
        {
            errors.WriteLine($"{data}: there is no such folder; --data wants the folder that holds the labelled sets.");
            return BadInput;
        }
        var exit = 0;
        List<SetTally> tallies = [];
        List<LabelledSet> own = [];
        foreach (var (name, folder, files) in LabelledSet.Find(data))
        {
            try
            {
                var set = LabelledSet.Read(name, folder, files);
                if (SetFormat.Of(set) is not { } format)
                {
                    output.WriteLine($"{name}: skipped; its rows ({string.Join(", ", set.Rows[0].Json.EnumerateObject().Select(field => field.Name).Take(6))} ...) are of no format that is scored here.");
                    continue;
                }
                tallies.Add(format.Evaluate(set));
                if (format.Score == OwnMessages.Score) own.Add(set);
            }
            catch (Exception e) when (e is BadLabelsException or IOException or UnauthorizedAccessException)
            {
                errors.WriteLine(e.Message);
                exit = BadInput;
            }
        }
        if (tallies.Count == 0)
        {
            errors.WriteLine($"{data}: no labelled set was found; a set is a folder with *.jsonl in one of the formats of datasets/README.md.");
            return BadInput;
        }
        Report.Print(output, tallies);
        try
        {
            if (json is not null) Report.Write(json, tallies);
            if (confusion is not null) ConfusionTable.Write(confusion, own);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"The results cannot be written: {e.Message}");
            exit = BadInput;
        }
        return exit;
    }
}
