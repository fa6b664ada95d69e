namespace SwarmTools.Engine;

/// <summary>A subnet of a network, with its gateway and the range that addresses are taken from; the last two may be empty.</summary>
internal sealed record NetworkPool(string Subnet, string Gateway, string IPRange);
