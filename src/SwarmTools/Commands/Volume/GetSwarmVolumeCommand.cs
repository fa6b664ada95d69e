using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Time;
using SwarmTools.Tunnels;
using SwarmTools.Volumes;

namespace SwarmTools.Commands;

/// <summary>Gets the volumes of the node that the connection leads to, or with -AllNodes of all nodes. Each node of a swarm has volumes of its own.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmVolume", DefaultParameterSetName = OfNode)]
[OutputType(typeof(SwarmVolume))]
public sealed class GetSwarmVolumeCommand : GetObjectCommand<SwarmVolume>
{
    private const string OfNode = "OfNode";
    private const string OfAll = "OfAll";

    private readonly Dictionary<LiveConnection, IReadOnlyList<IReadOnlyList<SwarmVolume>>> _byNode = [];

    /// <summary>Names or volumes; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmVolume))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VolumeNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    /// <summary>Asks all nodes that take tasks: over the connections of this session where one leads to a node, the others by a task there, which needs -AllowDockerSocket.</summary>
    [Parameter(ParameterSetName = OfAll, Mandatory = true)]
    public SwitchParameter AllNodes { get; set; }

    /// <summary>Gives the task on each node the socket of its engine. Who has it can do everything on that node: use an image that you trust.</summary>
    [Parameter(ParameterSetName = OfAll)]
    public SwitchParameter AllowDockerSocket { get; set; }

    /// <summary>Where the nodes have the socket. The default is /var/run/docker.sock.</summary>
    [Parameter(ParameterSetName = OfAll)]
    [ValidateNotNullOrEmpty]
    public string DockerSocket { get; set; } = VolumeSurvey.DefaultSocket;

    /// <summary>The image of the tasks: it needs a shell, nc and sha256sum as busybox has them, curl or docker, and openssl. The default is docker:dind.</summary>
    [Parameter(ParameterSetName = OfAll)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string HelperImage { get; set; } = VolumeSurvey.DefaultImage;

    /// <summary>Lets the lists go between the nodes as they are, where the image has no openssl.</summary>
    [Parameter(ParameterSetName = OfAll)]
    public SwitchParameter AllowUnsealed { get; set; }

    /// <summary>How long a task may take to start. The default is 2 minutes.</summary>
    [Parameter(ParameterSetName = OfAll)]
    [Duration]
    public TimeSpan Timeout { get; set; } = TunnelOpener.DefaultTimeout;

    private protected override ObjectKind<SwarmVolume> Kind => ObjectKinds.Volume;

    private protected override void Process() => ForEachTarget(Name, name => WriteObject(AllNodes ? FindOnAll(name) : Find(name), enumerateCollection: true));

    // Of several nodes each may have one of a name.
    private IReadOnlyList<SwarmVolume> FindOnAll(SwarmReference name)
    {
        name.RequireUsable();
        LiveConnection live = LiveOf(name);
        IReadOnlyList<IReadOnlyList<SwarmVolume>> nodes = _byNode.TryGetValue(live, out IReadOnlyList<IReadOnlyList<SwarmVolume>>? known) ? known : _byNode[live] = Survey(live);
        bool IsThere(IReadOnlyList<SwarmVolume> node) => name.IsWildcard || node.Any(volume => volume.Name == name.Name);
        return nodes.Any(IsThere)
            ? [.. nodes.Where(IsThere).SelectMany(node => NameFilter.Select(node, name, Kind, live))]
            : name.IsWildcard ? [] : throw new SwarmException(ErrorId.VolumeNotFound, $"No node of {live.SwarmName} has a volume '{name}'.");
    }

    private List<IReadOnlyList<SwarmVolume>> Survey(LiveConnection live)
    {
        List<IReadOnlyList<SwarmVolume>> found = [];
        List<SwarmNode> left = [.. Ask(live, (engine, stop) => engine.ListNodesAsync(stop))];
        foreach (LiveConnection node in NodesOf(live))
        {
            found.Add(Attach(Ask(node, Kind.ListAsync), node));
            left.RemoveAll(other => other.Id == node.Connection.NodeId);
        }

        if (left.Count > 0 && !AllowDockerSocket)
        {
            throw new SwarmException(
                ErrorId.OptionInvalid,
                $"A swarm does not know the volumes of its nodes, and no connection of this session leads to {string.Join(", ", left.Select(node => $"'{node.Name}'"))} alone. Connect to them, or let a task on each ask its engine with -AllowDockerSocket: it gets the engine's socket, with which it can do everything on its node, so use an image that you trust.");
        }

        foreach (SwarmNode node in left)
        {
            ForEachTarget([node], one => found.Add(AskByTask(live, one)));
        }

        return found;
    }

    private IReadOnlyList<SwarmVolume> AskByTask(LiveConnection live, SwarmNode node)
    {
        LiveConnection manager = LiveOfOne(live.Connection);
        TransferProgress progress = new(this, $"Asking the node '{node.Name}'");
        VolumeTransferOptions options = new() { Image = HelperImage, IsSealed = !AllowUnsealed, Timeout = Timeout };
        IReadOnlyList<SwarmVolume> found = [];
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        try
        {
            foreach (object item in Emitted<object>(async (emit, stop) =>
                emit(await new VolumeSurvey(manager.Engine, new(manager.Engine, SystemClock.Instance, random)).ListAsync(node, DockerSocket, options, emit, stop).ConfigureAwait(false)), TunnelTrail.Limit))
            {
                if (item is TransferEvent change)
                {
                    progress.Show(change);
                }

                found = item as IReadOnlyList<SwarmVolume> ?? found;
            }
        }
        finally
        {
            progress.Complete();
        }

        return Attach(found, live);
    }
}
