using System.Collections.Generic;

namespace SwarmTools.Engine;

/// <summary>What the engine answered to a creation.</summary>
internal sealed class ServiceCreation
{
    public string Id { get; init; } = "";

    /// <summary>What the engine has to say, although it did as asked.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
