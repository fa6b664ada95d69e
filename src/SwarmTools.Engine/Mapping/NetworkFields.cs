using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Engine.Mapping;

/// <summary>A network while it is being read.</summary>
internal sealed class NetworkFields : ObjectFields
{
    public string Driver { get; set; } = "";

    public string Scope { get; set; } = "";

    public IReadOnlyList<NetworkRange> Ranges { get; set; } = [];

    public bool Internal { get; set; }

    public bool Attachable { get; set; }

    public bool Ingress { get; set; }

    public bool IPv4 { get; set; } = true;

    public bool IPv6 { get; set; }

    public bool ConfigOnly { get; set; }

    public string ConfigFrom { get; set; } = "";

    public DateTimeOffset Created { get; set; }

    public string NetworkId { get; set; } = "";

    public IReadOnlyDictionary<string, string> Options { get; set; } = Empty.Labels;

    public SwarmNetwork ToNetwork(byte[] raw) => new()
    {
        Id = NetworkId,
        Name = Name,
        Labels = Labels,
        CreatedAt = Created,
        UpdatedAt = Created,
        RawJson = raw,
        Driver = Driver,
        Scope = Scope,
        Subnets = [.. Ranges.Select(range => range.Subnet)],
        Ranges = Ranges,
        Internal = Internal,
        Attachable = Attachable,
        Ingress = Ingress,
        IPv4 = IPv4,
        IPv6 = IPv6,
        ConfigOnly = ConfigOnly,
        ConfigFrom = ConfigFrom,
        Options = Options,
        Encrypted = Options.ContainsKey("encrypted"),
    };
}
