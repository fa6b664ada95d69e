using System.Collections.Generic;
using System.Text.Json.Nodes;
using SwarmTools.Engine;

namespace SwarmTools.Tunnels;

/// <summary>What a tunnel is to lead to.</summary>
internal sealed record TunnelRequest
{
    /// <summary>A small public image that has all that is needed.</summary>
    public const string DefaultImage = "alpine/openssl:latest";

    /// <summary>Where the task runs.</summary>
    public required SwarmNode Node { get; init; }

    /// <summary>The image of the task and of the relay: a shell, tar, nc, sha256sum, and openssl.</summary>
    public required string Image { get; init; }

    /// <summary>What the task does once the client is there; it begins after <see cref="TunnelScript.Prologue"/>.</summary>
    public required string Script { get; init; }

    /// <summary>What it is for, in a few words.</summary>
    public required string Purpose { get; init; }

    /// <summary>Whether bytes are sealed, for which the image must have openssl.</summary>
    public bool IsSealed { get; init; } = true;

    /// <summary>Variables of the script.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = Empty.Labels;

    /// <summary>What the task mounts, in the engine's JSON.</summary>
    public IReadOnlyList<JsonObject> Mounts { get; init; } = [];

    /// <summary>The login for the registry of the image; null for none.</summary>
    public RegistryLogin? Login { get; init; }
}
