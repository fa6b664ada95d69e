namespace SwarmTools;

/// <summary>The address by which all tasks of a service are reached in one network.</summary>
public sealed class SwarmVirtualIp
{
    /// <summary>The id of the network.</summary>
    public string NetworkId { get; internal init; } = "";

    /// <summary>The address with the length of its prefix, such as 10.0.1.2/24.</summary>
    public string Address { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Address;
}
