using System;
using System.Collections.Generic;

namespace SwarmTools.Addresses;

/// <summary>What of a swarm has addresses, as it was seen in one moment.</summary>
/// <param name="Nodes">All nodes.</param>
/// <param name="Services">All services.</param>
/// <param name="Tasks">All tasks, ended ones among them.</param>
/// <param name="At">When it was seen.</param>
internal sealed record AddressView(IReadOnlyList<SwarmNode> Nodes, IReadOnlyList<SwarmService> Services, IReadOnlyList<SwarmTask> Tasks, DateTimeOffset At);
