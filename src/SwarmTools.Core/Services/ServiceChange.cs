using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Services;

/// <summary>What a user asks of a service, new or not, in the user's terms: names instead of ids, a tag instead of a digest.</summary>
internal sealed record ServiceChange
{
    /// <summary>What needs nothing from the swarm.</summary>
    public SpecEdits Edits { get; init; } = new();

    /// <summary>The image; empty for no change.</summary>
    public string Image { get; init; } = "";

    /// <summary>Whether the tag is sent as it is, instead of pinned to the registry's digest.</summary>
    public bool KeepTag { get; init; }

    public ListChange<NetworkUse> Networks { get; init; } = new("Network");

    public ListChange<FileReference> Secrets { get; init; } = new("Secret");

    public ListChange<FileReference> Configs { get; init; } = new("Config");

    /// <summary>The group managed service account of Windows services; null for no change.</summary>
    public CredentialSpec? CredentialSpec { get; init; }
}
