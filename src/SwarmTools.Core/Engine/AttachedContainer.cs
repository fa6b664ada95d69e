namespace SwarmTools.Engine;

/// <summary>A container that is no task and joined a network of the swarm.</summary>
/// <param name="Name">The name of the container.</param>
/// <param name="NodeAddress">The address of its node.</param>
internal sealed record AttachedContainer(string Name, string NodeAddress);
