using System.Collections.Generic;

namespace SwarmTools.Syntax;

/// <summary>The use of a network by a service.</summary>
internal sealed record NetworkUse
{
    public string Name { get; init; } = "";

    /// <summary>The id, when an object was given; empty when the name is still to be looked up.</summary>
    public string Id { get; init; } = "";

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public IReadOnlyDictionary<string, string> DriverOptions { get; init; } = Empty.Labels;
}
