using Ratiba.Engine.Language.Words;

namespace Ratiba.Engine.Language.Times;

/// <summary>Finds every expression of time in an utterance and resolves it.</summary>
internal static class WhenReader
{
    /// <summary>Writes what was found into <paramref name="room"/>, in the order said, takes its tokens, and returns how many. What finds no room is not read.</summary>
    public static int Read(in Utterance said, in WhenContext context, Span<HeardWhen> room) => 0;
}
