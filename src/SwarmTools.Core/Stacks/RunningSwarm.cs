using System.Collections.Generic;

namespace SwarmTools.Stacks;

/// <summary>A swarm, seen once for all that is to be exported of it.</summary>
/// <param name="Observed">What it has.</param>
/// <param name="AddressPools">Where networks get their subnets from.</param>
/// <param name="SubnetSize">The prefix length of those subnets.</param>
internal sealed record RunningSwarm(ObservedStack Observed, IReadOnlyList<string> AddressPools, int SubnetSize);
