using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Nodes;
using SwarmTools.Parameters;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Makes engines nodes of a swarm, waits until its managers take them for ready, and returns them.</summary>
/// <remarks>Pipe in the connections to the engines, or the token for the engine of the session.</remarks>
[Cmdlet(VerbsCommon.Join, "Swarm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SwarmNode))]
public sealed class JoinSwarmCommand : ConnectedCmdlet
{
    /// <summary>The token, as Get-SwarmJoinToken returns it, which also says where the managers are; or a SecureString.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [JoinToken]
    public SwarmJoinToken Token { get; set; } = new();

    /// <summary>Connections to the engines that join; without any, the connection of the session.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public SwarmConnection? InputObject { get; set; }

    /// <summary>Addresses of managers, HOST:PORT; the port is 2377 without one. The default are those of the token.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] RemoteAddress { get; set; } = [];

    /// <summary>A connection to a manager, for -Label and to see the node become ready. The default is the one that the token came from.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SwarmConnection? Manager { get; set; }

    /// <summary>The address or interface that other nodes reach this one by, with or without a port. Needed where the machine has several.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AdvertiseAddress { get; set; }

    /// <summary>The address, or interface, and port to listen on. The default is 0.0.0.0:2377.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ListenAddress { get; set; } = "0.0.0.0:2377";

    /// <summary>The address or interface of the overlay networks' traffic. The default is the advertised one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DataPathAddress { get; set; }

    /// <summary>Whether the node takes tasks. The default is Active.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmNodeAvailability.Active), nameof(SwarmNodeAvailability.Pause), nameof(SwarmNodeAvailability.Drain))]
    [Word(typeof(SwarmNodeAvailability))]
    public SwarmNodeAvailability Availability { get; set; } = SwarmNodeAvailability.Active;

    /// <summary>Labels of the node, as placement constraints know them: hashtables or KEY=VALUE.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(LabelCompleter))]
    public object[] Label { get; set; } = [];

    /// <summary>How long to wait at most, for joining and for becoming ready each. The default is 1 minute.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = Cluster.SwarmJoiner.DefaultTimeout;

    private protected override void Process()
    {
        NodeChange change = new() { Labels = new() { Added = PairSyntax.Parse(Label, "-Label") } };
        JoinDefinition definition = Definition();
        LiveConnection live = LiveOfOne(InputObject);
        if (!ShouldProcess($"engine at '{live.Connection.Name}'", $"Join the swarm of {string.Join(", ", definition.RemoteAddresses)}"))
        {
            return;
        }

        ClusterOperations joining = new(live.Engine);
        string id = Await(stop => joining.Joiner.JoinAsync(definition, Timeout, stop));
        LiveConnection manager = ManagerOf(live);
        SwarmNode node = Await(stop => joining.Joiner.FinishAsync(manager.Engine, id, change, Timeout, stop));
        WriteObject(Attach([node], manager), enumerateCollection: true);
    }

    private JoinDefinition Definition()
    {
        IReadOnlyList<string> managers = RemoteAddress.Length > 0 ? [.. RemoteAddress.Select(ManagerAddress.Parse)] : Token.ManagerAddresses;
        return new()
        {
            Token = Token.Token,
            RemoteAddresses = managers.Count > 0 ? managers : throw new SwarmException(ErrorId.OptionInvalid, "It is not said where the swarm is: name its managers with -RemoteAddress, or give -Token what Get-SwarmJoinToken returns."),
            AdvertiseAddress = AdvertiseAddress,
            ListenAddress = ListenAddress,
            DataPathAddress = DataPathAddress,
            Availability = Availability,
        };
    }

    // An engine that has become a manager can be asked itself.
    private LiveConnection ManagerOf(LiveConnection joined) =>
        (Manager ?? Token.Connection) is { } manager ? Open(manager.Settings)
        : Describe(joined).Role == SwarmNodeRole.Manager ? joined
        : throw new SwarmException(ErrorId.NotSwarmManager, $"The engine at '{joined.Connection.Name}' joined as a worker. To see it become ready, and for -Label, name a manager with -Manager, or give -Token what Get-SwarmJoinToken returns.");
}
