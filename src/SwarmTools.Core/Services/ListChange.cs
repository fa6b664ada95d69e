using System.Collections.Generic;
using System.Linq;
using SwarmTools.Specs;

namespace SwarmTools.Services;

/// <summary>What is to become of a list whose items name other objects of the swarm.</summary>
/// <param name="Noun">The noun of its parameters: <c>Secret</c> for -Secret, -AddSecret and -RemoveSecret.</param>
internal sealed record ListChange<T>(string Noun)
{
    /// <summary>The whole list; null keeps what is there.</summary>
    public IReadOnlyList<T>? All { get; init; }

    public IReadOnlyList<T> Added { get; init; } = [];

    public IReadOnlyList<T> Removed { get; init; } = [];

    /// <summary>Everything that must exist in the swarm.</summary>
    public IEnumerable<T> Wanted => (All ?? []).Concat(Added);

    /// <summary>The edits; what is removed goes first, so that one command can replace an item.</summary>
    public IEnumerable<SpecEdit> EditsOf(ListOption<T> option, System.Func<T, T> withId, System.Func<T, string> nameInSpec)
    {
        SpecEdits edits = new();
        edits.Replace(option, "-" + Noun, All?.Select(withId));
        edits.Remove(option, "-Remove" + Noun, Removed.Select(nameInSpec));
        edits.Put(option, "-Add" + Noun, Added.Select(withId));
        return edits.All;
    }
}
