namespace SwarmTools.Endpoints;

/// <summary>A port of a service on a node, to be tried.</summary>
/// <param name="Service">The service.</param>
/// <param name="Node">The node.</param>
/// <param name="Port">The port as it is published there.</param>
internal sealed record EndpointTarget(SwarmService Service, SwarmNode Node, SwarmPort Port)
{
    private const string Anywhere = "0.0.0.0";

    /// <summary>The address of the node. A manager that was not told its own says any; what others reach it by is known then.</summary>
    public string Address => Node.Address is "" or Anywhere && Node.ManagerAddress.LastIndexOf(':') is > 0 and var colon ? Node.ManagerAddress[..colon].Trim('[', ']') : Node.Address;

    /// <summary>Whether it can be seen that it answers.</summary>
    public bool IsVisible => Port.Protocol == SwarmPortProtocol.Tcp;

    /// <summary>Whether the swarm knows an address of the node. A connection to none, or to any, would reach this machine.</summary>
    public bool HasAddress => Address is not ("" or Anywhere or "::");

    /// <summary>Whether it can be tried.</summary>
    public bool IsTriable => IsVisible && HasAddress;
}
