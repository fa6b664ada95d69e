using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Networks;
using SwarmTools.Parameters;
using SwarmTools.Specs;
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
    [ArgumentCompleter(typeof(WordCompleter))]
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

    /// <summary>Whether it has addresses of IP version 4. The default is yes. Needs API 1.48.</summary>
    [Parameter]
    public bool? IPv4 { get; set; }

    /// <summary>Gives addresses of IP version 6 too.</summary>
    [Parameter]
    public SwitchParameter IPv6 { get; set; }

    /// <summary>The subnets, in CIDR notation. The default is one from the swarm's address pool.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Subnet { get; set; } = [];

    /// <summary>The gateways, one for each subnet at most; each belongs to the subnet that holds it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Gateway { get; set; } = [];

    /// <summary>The ranges that addresses are taken from, one for each subnet at most; each belongs to the subnet that holds it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] IPRange { get; set; } = [];

    /// <summary>Addresses that other machines have, so that no task gets them: hashtables or NAME=IP.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] AuxAddress { get; set; } = [];

    /// <summary>The driver that manages the addresses. The default is the engine's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(WordCompleter))]
    public string IpamDriver { get; set; } = "default";

    /// <summary>Options of the driver that manages the addresses: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] IpamOption { get; set; } = [];

    /// <summary>Where it exists. The default is what the driver says: swarm for overlay, local for most others, such as macvlan.</summary>
    [Parameter]
    [ValidateSet("swarm", "local")]
    public string Scope { get; set; } = "";

    /// <summary>Makes no network, but the configuration of one, on the node of this connection alone.</summary>
    [Parameter]
    public SwitchParameter ConfigOnly { get; set; }

    /// <summary>The network of -ConfigOnly that holds the configuration on each node.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConfigNetworkCompleter))]
    public string ConfigFrom { get; set; } = "";

    /// <summary>Options of the driver: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] Option { get; set; } = [];

    /// <summary>Labels: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object[] Label { get; set; } = [];

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        name.RequireUsable();
        NetworkDefinition definition = Definition(name.Name);
        LiveConnection live = Live;
        if (IPv4 is not null)
        {
            EngineApi.Require("-IPv4", NetworkDefinition.IPv4Since, live.Connection.ApiVersion);
        }

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
            IPv4 = IPv4,
            IPv6 = MyInvocation.BoundParameters.ContainsKey(nameof(IPv6)) ? IPv6.IsPresent : null,
            Scope = Scope,
            ConfigOnly = ConfigOnly,
            ConfigFrom = ConfigFrom,
            Options = options,
            Labels = PairSyntax.Parse(Label, "-Label"),
            IpamDriver = IpamDriver,
            IpamOptions = PairSyntax.Parse(IpamOption, "-IpamOption"),
            Pools = NetworkPools.From(Subnet, Gateway, IPRange, PairSyntax.Parse(AuxAddress, "-AuxAddress")),
        };
    }
}
