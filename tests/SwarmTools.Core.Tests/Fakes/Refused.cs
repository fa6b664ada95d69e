using System;
using System.Threading.Tasks;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>Expects a refusal that says what was refused and why.</summary>
internal static class Refused
{
    public static SwarmException With(ErrorId id, string[] words, Func<object?> action) => Check(id, words, Assert.Throws<SwarmException>(action));

    public static SwarmException With(ErrorId id, string[] words, Action action) => Check(id, words, Assert.Throws<SwarmException>(action));

    public static async Task<SwarmException> WithAsync(ErrorId id, string[] words, Func<Task> action) =>
        Check(id, words, await Assert.ThrowsAsync<SwarmException>(action));

    private static SwarmException Check(ErrorId id, string[] words, SwarmException failure)
    {
        Assert.Equal(id.Name, failure.ErrorId);
        Assert.Equal(id.Kind, failure.Kind);
        Assert.All(words, word => Assert.Contains(word, failure.Message, StringComparison.Ordinal));
        return failure;
    }
}
