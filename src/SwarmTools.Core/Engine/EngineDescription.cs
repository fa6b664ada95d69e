namespace SwarmTools.Engine;

/// <summary>What an engine says of itself and its place in a swarm.</summary>
internal sealed class EngineDescription
{
    public string EngineVersion { get; init; } = "";

    public string HostName { get; init; } = "";

    public SwarmLocalState SwarmState { get; init; }

    public string SwarmId { get; init; } = "";

    public string NodeId { get; init; } = "";

    public string NodeAddress { get; init; } = "";

    public bool IsManager { get; init; }

    public int Managers { get; init; }

    public int Nodes { get; init; }

    public System.Collections.Generic.IReadOnlyList<string> ManagerAddresses { get; init; } = [];

    /// <summary>Why the engine is not well in its swarm; empty when it is.</summary>
    public string SwarmError { get; init; } = "";
}
