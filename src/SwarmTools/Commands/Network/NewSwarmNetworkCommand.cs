using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Networks;
using SwarmTools.Parameters;
using SwarmTools.Syntax;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Makes networks that services can join.</summary>
[Cmdlet(VerbsCommon.New, "SwarmNetwork", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SwarmNetwork))]
public sealed class NewSwarmNetworkCommand : ConnectedCmdlet
{
    /// <summary>The names. Several make several equal networks.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ReferenceTo]
    [ValidateNotNullOrEmpty]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The network driver. The default is overlay.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Driver { get; set; } = "overlay";

    /// <summary>Lets containers outside of services join.</summary>
    [Parameter]
    public SwitchParameter Attachable { get; set; }

    /// <summary>Cuts the network off from the outside.</summary>
    [Parameter]
    public SwitchParameter Internal { get; set; }

    /// <summary>Makes the network that published ports are reached through; there is one at most.</summary>
    [Parameter]
    public SwitchParameter Ingress { get; set; }

    /// <summary>Encrypts the traffic between nodes.</summary>
    [Parameter]
    public SwitchParameter Encrypted { get; set; }

    /// <summary>Gives addresses of IP version 6 too.</summary>
    [Parameter]
    public SwitchParameter IPv6 { get; set; }

    /// <summary>The subnets, in CIDR notation. The default is one from the swarm's address pool.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Subnet { get; set; } = [];

    /// <summary>The gateways, one for each subnet in the same order.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Gateway { get; set; } = [];

    /// <summary>The ranges that addresses are taken from, one for each subnet in the same order.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] IPRange { get; set; } = [];

    /// <summary>Options of the driver: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] Option { get; set; } = [];

    /// <summary>Labels: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] Label { get; set; } = [];

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        name.RequireUsable();
        NetworkDefinition definition = Definition(name.Name);
        LiveConnection live = Live;
        if (ShouldProcess($"network '{definition.Name}' in {live.SwarmName}", "Create"))
        {
            SwarmNetwork made = Ask(live, (engine, stop) => new NetworkCreator(engine, SystemClock.Instance).CreateAsync(definition, stop));
            WriteObject(Attach([made], live), enumerateCollection: true);
            if (made is { Driver: "", Subnets.Count: 0 })
            {
                WriteWarning($"The swarm has given the network '{definition.Name}' no addresses yet; services that use it wait until it has.");
            }
        }
    });

    private NetworkDefinition Definition(string name)
    {
        Dictionary<string, string> options = PairSyntax.Parse(Option, "-Option").ToDictionary(option => option.Key, option => option.Value);
        if (Encrypted)
        {
            options["encrypted"] = "";
        }

        return new()
        {
            Name = ObjectNames.Network(name),
            Driver = Driver,
            Attachable = Attachable,
            Internal = Internal,
            Ingress = Ingress,
            IPv6 = IPv6,
            Options = options,
            Labels = PairSyntax.Parse(Label, "-Label"),
            Pools = NetworkPools.From(Subnet, Gateway, IPRange),
        };
    }
}
