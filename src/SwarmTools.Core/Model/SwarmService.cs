using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A service: the definition of tasks and how many of them should run.</summary>
public sealed class SwarmService : SwarmObject
{
    /// <summary>How the service is scheduled.</summary>
    public SwarmServiceMode Mode { get; internal init; }

    /// <summary>The number of replicas asked for; null for global services and global jobs.</summary>
    public long? Replicas { get; internal init; }

    /// <summary>Tasks that run on nodes that answer. Those that are about to end do not count beyond <see cref="DesiredTasks"/>.</summary>
    public long RunningTasks { get; internal set; }

    /// <summary>Tasks that ran when their node was last heard of; nobody knows whether they still do.</summary>
    public long UnreachableTasks { get; internal set; }

    /// <summary>Tasks that should run.</summary>
    public long DesiredTasks { get; internal init; }

    /// <summary>Tasks of a job that completed.</summary>
    public long CompletedTasks { get; internal init; }

    /// <summary>The image with its tag, without its digest.</summary>
    public string Image { get; internal init; } = "";

    /// <summary>The digest (<c>sha256:...</c>) that the image is pinned to; empty when it is not pinned.</summary>
    public string ImageDigest { get; internal init; } = "";

    /// <summary>The published ports.</summary>
    public IReadOnlyList<SwarmPort> Ports { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>Its own addresses in its networks; none with the endpoint mode dnsrr.</summary>
    public IReadOnlyList<SwarmVirtualIp> VirtualIps { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The names of the secrets that its tasks read.</summary>
    public IReadOnlyList<string> Secrets { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The names of the configs that its tasks read.</summary>
    public IReadOnlyList<string> Configs { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The ids of the networks that its tasks join.</summary>
    public IReadOnlyList<string> NetworkIds { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The placement constraints.</summary>
    public IReadOnlyList<string> Constraints { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The stack it belongs to; empty for none.</summary>
    public string StackName => StackLabel.Of(Labels);

    /// <summary>Where the last update or rollback stands.</summary>
    public SwarmUpdateState UpdateState { get; internal init; }

    /// <summary>The engine's message on the last update.</summary>
    public string UpdateMessage { get; internal init; } = "";

    /// <summary>Whether its update is held: suspended, or left after its first tasks. <c>Resume-SwarmServiceUpdate</c> goes on with it, <c>Undo-SwarmServiceUpdate</c> goes back.</summary>
    public bool IsUpdateHeld { get; internal init; }

    internal IReadOnlyList<string> SecretIds { get; init; } = [];

    internal IReadOnlyList<string> ConfigIds { get; init; } = [];

    /// <summary>Whether its tasks have a terminal; their log is then one raw stream.</summary>
    internal bool Tty { get; init; }
}
