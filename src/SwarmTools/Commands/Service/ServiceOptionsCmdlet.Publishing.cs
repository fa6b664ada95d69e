using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Parameters;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <content>How it is reached, and what it reaches.</content>
public abstract partial class ServiceOptionsCmdlet
{
    /// <summary>Ports to publish: 8080:80, 53:53/udp, published=8080,target=80,mode=host, hashtables with these keys, or objects of New-SwarmPort.</summary>
    [Parameter]
    [Alias("Port")]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    [ArgumentCompleter(typeof(PortCompleter))]
    public object[]? Publish { get; set; }

    /// <summary>How clients find the tasks: Vip, one address for all, or Dnsrr, the tasks' own. The default is Vip.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmEndpointMode.Vip), nameof(SwarmEndpointMode.Dnsrr))]
    [Word(typeof(SwarmEndpointMode))]
    public SwarmEndpointMode? EndpointMode { get; set; }

    /// <summary>The name servers of the containers.</summary>
    [Parameter]
    [ValidateNotNull]
    [EmptyClears]
    public System.Net.IPAddress[]? Dns { get; set; }

    /// <summary>Options of the resolver, such as ndots:2.</summary>
    [Parameter]
    [ValidateNotNull]
    [EmptyClears]
    public string[]? DnsOption { get; set; }

    /// <summary>The domains that the resolver searches.</summary>
    [Parameter]
    [ValidateNotNull]
    [EmptyClears]
    public string[]? DnsSearch { get; set; }

    /// <summary>Names that the containers know without asking: hashtables, such as @{ db = '10.0.0.5' }, or HOST:IP.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [EmptyClears]
    public object[]? ExtraHost { get; set; }

    /// <summary>How Windows containers are kept apart.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmIsolation.Default), nameof(SwarmIsolation.Process), nameof(SwarmIsolation.HyperV))]
    [Word(typeof(SwarmIsolation))]
    public SwarmIsolation? Isolation { get; set; }

    private void AddPublishing(SpecEdits edits)
    {
        AddFiles(edits);
        edits.Replace(ServiceOptions.Ports, "-Publish", ReadMany("-Publish", CommaList.Join(Publish), PortSyntax.Parse));
        edits.Set(ServiceOptions.EndpointMode, "-EndpointMode", EndpointMode);
        edits.Replace(ServiceOptions.Nameservers, "-Dns", Dns?.Select(address => address.ToString()));
        edits.Replace(ServiceOptions.DnsOptions, "-DnsOption", DnsOption);
        edits.Replace(ServiceOptions.DnsSearch, "-DnsSearch", DnsSearch);
        edits.Replace(ServiceOptions.Hosts, "-ExtraHost", ReadMany("-ExtraHost", ExtraHost, HostSyntax.Parse));
        edits.Set(ServiceOptions.Isolation, "-Isolation", Isolation);
    }
}
