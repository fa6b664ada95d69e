using System.Collections.Generic;

namespace SwarmTools.Volumes;

/// <summary>Where a volume is, and who uses it there.</summary>
/// <param name="Name">The volume.</param>
/// <param name="Node">The node.</param>
/// <param name="IsKnown">Whether it surely exists there.</param>
/// <param name="Users">The services that have tasks there which may mount it.</param>
/// <param name="Labels">The labels that services give it when they make it, or that it had.</param>
internal sealed record VolumePlace(string Name, SwarmNode Node, bool IsKnown, IReadOnlyList<SwarmService> Users, IReadOnlyDictionary<string, string> Labels);
