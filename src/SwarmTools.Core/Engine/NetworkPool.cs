using System.Collections.Generic;

namespace SwarmTools.Engine;

/// <summary>A subnet of a network, in CIDR notation.</summary>
internal sealed record NetworkPool(string Subnet)
{
    /// <summary>The address of the gateway; empty leaves it to the engine.</summary>
    public string Gateway { get; init; } = "";

    /// <summary>The range that addresses are taken from; empty for the whole subnet.</summary>
    public string IPRange { get; init; } = "";

    /// <summary>Addresses of other machines, by their names: the network gives them to nobody.</summary>
    public IReadOnlyDictionary<string, string> AuxAddresses { get; init; } = Empty.Labels;
}
