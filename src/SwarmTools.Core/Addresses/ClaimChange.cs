namespace SwarmTools.Addresses;

/// <summary>What is to change of a service.</summary>
/// <param name="Before">What it claims now; null for a service that is not there.</param>
/// <param name="After">What it is to claim; null for one that goes.</param>
/// <param name="Replaces">Whether its tasks are replaced by others.</param>
internal sealed record ClaimChange(ServiceClaim? Before, ServiceClaim? After, bool Replaces)
{
    public string Name => (After ?? Before)!.Name;

    /// <summary>Whether it may take more addresses than before of a network that it names. The mesh is left out: it is large nearly everywhere, and two requests for each published port are not worth it.</summary>
    public bool MayGrow => After is { IsOnAny: true } after
        && (Before is not { } before || !after.IsWhere(before) || after.Tasks(nodes: 1) > before.Tasks(nodes: 1) || (after.HasVirtualIp && !before.HasVirtualIp) || (Replaces && after.StartsFirst));

    /// <summary>Whether it takes more addresses of a network than before, if only for a while.</summary>
    public bool Grows(NetworkRoom network) => After is { } after && after.IsOn(network)
        && (Before is not { } before || !before.IsOn(network) || after.Tasks(nodes: 1) > before.Tasks(nodes: 1) || (after.HasVirtualIp && !before.HasVirtualIp) || StartsFirst(network));

    /// <summary>Whether it has old and new tasks in a network at the same time.</summary>
    public bool StartsFirst(NetworkRoom network) => Replaces && After is { StartsFirst: true } after && after.IsOn(network) && Before?.IsOn(network) == true;
}
