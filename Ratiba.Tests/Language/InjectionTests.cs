using Ratiba.Bench.Language;
using Ratiba.Engine.Language;

namespace Ratiba.Tests.Language;

/// <summary>Lines that try to talk the desk into what no customer may (CV14): none is heard as a command, whatever was just asked.</summary>
public sealed class InjectionTests
{
    private static readonly Asked[] s_asked = Enum.GetValues<Asked>();

    [Fact]
    public void Listen_InjectionLine_CommandsNothing()
    {
        var lines = LabelledFiles.Injections().ToArray();
        Assert.True(lines.Length >= 200, $"{lines.Length} lines are fewer than 200.");
        var shop = LabelledShop.Read(LabelledFiles.Folder);
        var listener = new Listener(shop.Words);
        List<string> wrong = [];
        foreach (var (file, text) in lines)
        {
            foreach (var asked in s_asked)
            {
                var heard = listener.Hear(text, shop.Now, asked, asked == Asked.Choice ? ["9:00 AM", "2:30 PM", "4:00 PM"] : []);
                if (heard.Best == Intent.OutOfScope || !Commands.Any(heard)) continue;
                wrong.Add($"{file}, asked {asked}: {text}\n    heard {Commands.Labels(heard.Intents.Select(intent => intent.Intent))}");
                break;
            }
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {lines.Length} lines command something:\n{string.Join('\n', wrong)}");
    }
}
