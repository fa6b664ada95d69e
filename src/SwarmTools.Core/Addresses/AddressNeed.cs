namespace SwarmTools.Addresses;

/// <summary>What is surely needed of a network when all that is asked for runs.</summary>
/// <param name="Network">The network.</param>
/// <param name="Services">Addresses of services.</param>
/// <param name="Tasks">Addresses of tasks.</param>
/// <param name="Nodes">Addresses of nodes: at least so many have such tasks.</param>
/// <param name="Surplus">Addresses of tasks that are started before old ones end: with none at all an update stands still for ever.</param>
/// <param name="MostSurplus">The same, where an update replaces as many at once as it may.</param>
/// <param name="Free">How many addresses are free now.</param>
internal sealed record AddressNeed(NetworkRoom Network, long Services, long Tasks, long Nodes, long Surplus, long MostSurplus, long Free)
{
    private long Lasting => Network.Reserved + Services + Tasks + Nodes;

    /// <summary>Whether tasks would wait for ever.</summary>
    public bool IsShort => Lasting + Surplus > Network.Size;

    /// <summary>Whether tasks may have to wait for others to end.</summary>
    public bool IsTight => !IsShort && Lasting + MostSurplus > Network.Size;

    private string Place => $"The network '{Network.Name}' ({string.Join(", ", Network.Subnets)}) has {Network.Size} addresses";

    /// <summary>The numbers, for one that is short.</summary>
    public string Shortage => $"{Place}, {Free} of them free, and all together needs {Lasting + Surplus} at least: {Network.Reserved} that nobody gets, {Services} for services, {Tasks} for tasks, "
        + $"{Nodes} for nodes that have such tasks{(Surplus > 0 ? $", {Surplus} for the new task that is started before an old one ends" : "")}";

    /// <summary>The numbers, for one that is tight.</summary>
    public string Tightness => $"{Place}, and up to {Lasting + MostSurplus} are needed while tasks are replaced: some will wait until others have ended.";
}
