using System;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>Makes the engine the first manager of a new swarm.</summary>
[Cmdlet(VerbsData.Initialize, "Swarm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Swarm))]
public sealed class InitializeSwarmCommand : ConnectedCmdlet
{
    /// <summary>Connections to the engines; without any, the connection of the session.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public SwarmConnection? InputObject { get; set; }

    /// <summary>The address or interface that other nodes reach this one by, with or without a port. Needed where the machine has several.</summary>
    [Parameter(Position = 0)]
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

    /// <summary>The UDP port of the overlay networks' traffic, 1024-49151. The default is 4789.</summary>
    [Parameter]
    [ValidateRange(1024, 49151)]
    public int? DataPathPort { get; set; }

    /// <summary>The pools, in CIDR notation, that overlay networks take their subnets from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] DefaultAddressPool { get; set; } = [];

    /// <summary>The prefix length of those subnets. The default is 24.</summary>
    [Parameter]
    [ValidateRange(1, 29)]
    public int? DefaultAddressPoolMaskLength { get; set; }

    /// <summary>Encrypts the managers' state with a key that must be given after each restart. Get-SwarmUnlockKey shows it.</summary>
    [Parameter]
    public SwitchParameter AutoLock { get; set; }

    /// <summary>Whether this node takes tasks. The default is Active.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmNodeAvailability.Active), nameof(SwarmNodeAvailability.Pause), nameof(SwarmNodeAvailability.Drain))]
    [Word(typeof(SwarmNodeAvailability))]
    public SwarmNodeAvailability Availability { get; set; } = SwarmNodeAvailability.Active;

    /// <summary>How long the nodes' certificates are valid. The default is 90 days.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? CertificateExpiry { get; set; }

    /// <summary>How often nodes report. The default is 5 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? DispatcherHeartbeat { get; set; }

    /// <summary>How many ended tasks are kept for each slot. The default is 5.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? TaskHistoryLimit { get; set; }

    /// <summary>How many log entries of the managers are between two snapshots of their state. The default is 10000.</summary>
    [Parameter]
    [ValidateRange(1L, long.MaxValue)]
    public long? SnapshotInterval { get; set; }

    /// <summary>How many older snapshots are kept besides the newest. The default is 0.</summary>
    [Parameter]
    [ValidateRange(0L, long.MaxValue)]
    public long? MaxSnapshots { get; set; }

    /// <summary>Authorities elsewhere that sign the nodes' certificates: protocol=cfssl,url=URL,cacert=PATH, or hashtables with these keys.</summary>
    [Parameter]
    [Unwrap]
    [ValidateNotNull]
    public object[] ExternalCA { get; set; } = [];

    /// <summary>Builds a new swarm from the state of this lost one, with this node as its only manager.</summary>
    [Parameter]
    public SwitchParameter ForceNewCluster { get; set; }

    /// <summary>Does not ask once more before -ForceNewCluster.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process()
    {
        SwarmDefinition definition = Definition();
        LiveConnection live = LiveOfOne(InputObject);
        if (!ShouldProcess($"engine at '{live.Connection.Name}'", ForceNewCluster ? "Force a new swarm" : "Initialize a swarm") || !MayForce(live))
        {
            return;
        }

        Await(stop => live.Engine.InitializeAsync(definition, stop));
        Swarm swarm = Ask(live, static (engine, stop) => engine.InspectSwarmAsync(stop));
        WriteObject(Attach([swarm], live), enumerateCollection: true);
    }

    private bool MayForce(LiveConnection live) => !ForceNewCluster || Force || ShouldContinue(
        "It becomes the only manager; managers that still run are cut off, and what they wrote since is lost.",
        $"Build a new swarm from the state of the engine at '{live.Connection.Name}'?");

    private SwarmDefinition Definition() => new()
    {
        AdvertiseAddress = AdvertiseAddress,
        ListenAddress = ListenAddress,
        DataPathAddress = DataPathAddress,
        DataPathPort = DataPathPort,
        DefaultAddressPool = DefaultAddressPool,
        SubnetSize = DefaultAddressPoolMaskLength,
        AutoLock = AutoLock,
        Availability = Availability,
        CertificateExpiry = CertificateExpiry,
        DispatcherHeartbeat = DispatcherHeartbeat,
        TaskHistoryLimit = TaskHistoryLimit,
        SnapshotInterval = SnapshotInterval,
        MaxSnapshots = MaxSnapshots,
        ExternalCas = [.. CommaList.Join(ExternalCA)!.Select(authority => ExternalCa.Parse(authority, path => PathResolver.Read(this, path)))],
        ForceNewCluster = ForceNewCluster,
    };
}
