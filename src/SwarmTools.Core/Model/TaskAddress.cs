namespace SwarmTools;

/// <summary>An address that a task has in a network.</summary>
/// <param name="NetworkId">The id of the network.</param>
/// <param name="Address">The address with the length of its prefix, such as 10.0.1.3/24.</param>
internal sealed record TaskAddress(string NetworkId, string Address);
