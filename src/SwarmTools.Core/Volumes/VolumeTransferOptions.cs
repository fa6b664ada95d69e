using System;
using SwarmTools.Engine;
using SwarmTools.Tunnels;

namespace SwarmTools.Volumes;

/// <summary>How a volume is saved or filled.</summary>
internal sealed record VolumeTransferOptions
{
    public string Image { get; init; } = TunnelRequest.DefaultImage;

    /// <summary>Whether the bytes are sealed on their way through the swarm's network.</summary>
    public bool IsSealed { get; init; } = true;

    /// <summary>Whether the services that use the volume are stopped meanwhile.</summary>
    public bool StopsServices { get; init; }

    /// <summary>Whether a file is written over, or a volume filled that is in use.</summary>
    public bool Force { get; init; }

    /// <summary>Whether links that lead out of the volume are kept.</summary>
    public bool AllowsOutsideLinks { get; init; }

    /// <summary>How long the task may take to start, and services to stop and to start.</summary>
    public TimeSpan Timeout { get; init; } = TunnelOpener.DefaultTimeout;

    public RegistryLogin? Login { get; init; }
}
