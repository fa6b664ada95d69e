using System;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Tests.Support;

/// <summary>Expects a refusal that says what was refused and why.</summary>
internal static class Refused
{
    public static async Task<SwarmException> WithAsync(ErrorId id, string[] words, Func<Task> action) =>
        Check(id, words, await Assert.ThrowsAsync<SwarmException>(action));

    public static SwarmException Check(ErrorId id, string[] words, SwarmException failure)
    {
        Assert.Equal((id.Name, id.Kind), (failure.ErrorId, failure.Kind));
        Assert.All(words, word => Assert.Contains(word, failure.Message, StringComparison.Ordinal));
        return failure;
    }
}
