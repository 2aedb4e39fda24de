using Ratiba.Engine.Language.Saying;
using Ratiba.Engine.Language.Times;
using Ratiba.Engine.Language.Words;

namespace Ratiba.Tests.Language.Times;

/// <summary>Spec 1's table, both ways: every hour of the day, on the hour, at a quarter, half, three quarters and a quarter to, with every part of the day whose range holds it.</summary>
public sealed class SwahiliTableTests
{
    private static readonly WhenContext s_context = new(new DateTime(2026, 5, 6, 10, 0, 0));

    // Spec 1: alfajiri 04:00-05:59, asubuhi 06:00-11:59, mchana 12:00-15:59, alasiri and jioni 15:00-18:59, usiku 19:00-03:59.
    private static readonly (string Part, int From, int To)[] s_parts =
        [("alfajiri", 4, 6), ("asubuhi", 6, 12), ("mchana", 12, 16), ("alasiri", 15, 19), ("jioni", 15, 19), ("usiku", 19, 28)];

    // "{0}" is the hour of the Swahili clock that is named, "{1}" the part of the day.
    private static readonly (string Form, int Minute)[] s_forms =
    [
        ("saa {0} {1}", 0), ("saa {0} kamili {1}", 0), ("saa {0} za {1}", 0), ("{1} saa {0}", 0), ("sa {0} {1}", 0), ("{0} {1}", 0),
        ("saa {0} na robo {1}", 15), ("saa {0} na dakika kumi na tano {1}", 15), ("{1} saa {0} na robo", 15),
        ("saa {0} na nusu {1}", 30), ("saa {0} nusu {1}", 30), ("saa {0} na dakika thelathini {1}", 30),
        ("saa {0} na dakika arobaini na tano {1}", 45), ("saa {0} na dakika 45 {1}", 45),
        ("saa {0} kasoro robo {1}", -15), ("saa {0} kasorobo {1}", -15), ("{1} saa {0} kasorobo", -15), ("saa {0} kasoro dakika kumi na tano {1}", -15), ("saa {0} kasoro kumi na tano {1}", -15),
    ];

    [Fact]
    public void Every_time_in_words_is_read_as_the_table_says()
    {
        List<string> wrong = [];
        var read = 0;
        foreach (var (text, time) in Table(number => SwahiliNumber.Say(number)))
        {
            read++;
            if (Read(text) != time) wrong.Add($"{text}: {Read(text)} and not {time}");
        }
        Assert.Empty(wrong);
        Assert.True(read > 400, $"{read} forms were tried");
    }

    [Fact]
    public void Every_time_that_is_said_names_the_part_of_the_table()
    {
        for (var quarter = 0; quarter < 96; quarter++)
        {
            var time = new TimeOnly(quarter / 4, quarter % 4 * 15);
            var said = SwahiliTime.Say(time);
            Assert.Contains(s_parts, part => said.EndsWith(part.Part, StringComparison.Ordinal) && Holds(part.From, part.To, time.Hour));
            Assert.Equal(time, Read(said));
        }
    }

    private static IEnumerable<(string Text, TimeOnly Time)> Table(Func<int, string> word)
    {
        foreach (var (part, from, to) in s_parts)
        {
            for (var hour = 0; hour < 24; hour++)
            {
                foreach (var (form, minute) in s_forms)
                {
                    var time = new TimeOnly(hour, 0).AddMinutes(minute);
                    if (!Holds(from, to, time.Hour)) continue;
                    yield return (string.Format(System.Globalization.CultureInfo.InvariantCulture, form, word((hour + 5) % 12 + 1), part), time);
                }
            }
        }
    }

    private static bool Holds(int from, int to, int hour) => (hour >= from && hour < to) || hour + 24 < to;

    private static TimeOnly? Read(string text)
    {
        using var room = new UtteranceRoom();
        var found = new HeardWhen[4];
        return WhenReader.Read(room.Read(text, Lexicon.Shipped), s_context, found) == 1 && found[0].OtherTime is null ? found[0].From : null;
    }
}
