using System.Management.Automation;
using System.Text.Json.Nodes;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Specs;
using SwarmTools.Syntax;
using SwarmTools.Volumes;

namespace SwarmTools.Commands;

/// <summary>Makes volumes: on the node that the connection leads to, or with -Cluster such that a CSI driver gives to all nodes. Services make volumes by themselves, on each node that they need them on.</summary>
[Cmdlet(VerbsCommon.New, "SwarmVolume", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, DefaultParameterSetName = OfNode)]
[OutputType(typeof(SwarmVolume))]
public sealed class NewSwarmVolumeCommand : ConnectedCmdlet
{
    private const string OfNode = "OfNode";
    private const string OfCluster = "OfCluster";

    /// <summary>The names. Several make several equal volumes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ReferenceTo]
    [ValidateNotNullOrEmpty]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The driver. The default is local; a volume of the cluster needs one of a CSI plugin.</summary>
    [Parameter(ParameterSetName = OfNode)]
    [Parameter(ParameterSetName = OfCluster, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Driver { get; set; } = "local";

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

    /// <summary>Makes a volume of the cluster, which a CSI driver gives to the nodes that need it. Needs API 1.42.</summary>
    [Parameter(ParameterSetName = OfCluster, Mandatory = true)]
    public SwitchParameter Cluster { get; set; }

    /// <summary>The group: volumes of one are exchangeable for each other.</summary>
    [Parameter(ParameterSetName = OfCluster)]
    [ValidateNotNullOrEmpty]
    public string Group { get; set; } = "";

    /// <summary>Whether one node or several may have it at a time. The default is Single.</summary>
    [Parameter(ParameterSetName = OfCluster)]
    [ValidateSet("Single", "Multi")]
    public string Scope { get; set; } = "Single";

    /// <summary>Which tasks may have it together. The default is None.</summary>
    [Parameter(ParameterSetName = OfCluster)]
    [ValidateSet("None", "ReadOnly", "OneWriter", "All")]
    public string Sharing { get; set; } = "None";

    /// <summary>A file system, or a device. The default is Mount.</summary>
    [Parameter(ParameterSetName = OfCluster)]
    [ValidateSet("Mount", "Block")]
    public string AccessType { get; set; } = "Mount";

    /// <summary>The least size.</summary>
    [Parameter(ParameterSetName = OfCluster)]
    [Size]
    public long? RequiredBytes { get; set; }

    /// <summary>The largest size.</summary>
    [Parameter(ParameterSetName = OfCluster)]
    [Size]
    public long? LimitBytes { get; set; }

    /// <summary>Whether tasks get it. The default is Active.</summary>
    [Parameter(ParameterSetName = OfCluster)]
    [ValidateSet(nameof(SwarmNodeAvailability.Active), nameof(SwarmNodeAvailability.Pause), nameof(SwarmNodeAvailability.Drain))]
    [Word(typeof(SwarmNodeAvailability))]
    public SwarmNodeAvailability? Availability { get; set; }

    /// <summary>What the driver is given: its own keys, each with the name of a secret: hashtables or KEY=SECRET.</summary>
    [Parameter(ParameterSetName = OfCluster)]
    [Unwrap]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(VolumeSecretCompleter))]
    public object[] Secret { get; set; } = [];

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        name.RequireUsable();
        // Of several managers each would have a volume of its own.
        LiveConnection live = Cluster ? Live : LiveOfOne(Connection);
        VolumeDefinition definition = new()
        {
            Name = ObjectNames.Volume(name.Name),
            Driver = Driver,
            Options = PairSyntax.Parse(Option, "-Option"),
            Labels = PairSyntax.Parse(Label, "-Label"),
            Cluster = Cluster ? ClusterSpec(live) : null,
        };
        if (ShouldProcess($"volume '{definition.Name}' {(Cluster ? $"in {live.SwarmName}" : $"on the node at '{live.Connection.Name}'")}", "Create"))
        {
            WriteObject(Attach([Ask(live, (engine, stop) => new VolumeCreator(engine, new(engine, engine)).CreateAsync(definition, stop))], live), enumerateCollection: true);
        }
    });

    private JsonObject ClusterSpec(LiveConnection live)
    {
        EngineApi.Require("-Cluster", ClusterVolume.Since, live.Connection.ApiVersion);
        return new ClusterVolume
        {
            Group = Group,
            Scope = Scope.ToLowerInvariant(),
            Sharing = Sharing.ToLowerInvariant(),
            IsBlock = AccessType == "Block",
            RequiredBytes = RequiredBytes,
            LimitBytes = LimitBytes,
            Availability = Availability,
            Secrets = PairSyntax.Parse(Secret, "-Secret"),
        }.ToJson();
    }
}
