namespace SwarmTools;

/// <summary>What a network takes addresses from.</summary>
/// <param name="Subnet">The subnet, in CIDR notation.</param>
/// <param name="IPRange">The part of it that addresses are taken from; empty for all of it.</param>
/// <param name="Gateway">The address of the gateway; empty where it is not known yet.</param>
internal sealed record NetworkRange(string Subnet, string IPRange, string Gateway);
