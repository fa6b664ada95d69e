using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>A file that holds all objects of a swarm, without the values of secrets, as <c>Backup-Swarm</c> writes it.</summary>
public sealed class SwarmBackup
{
    /// <summary>The whole path of the file.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The size of the file, in bytes.</summary>
    public long Size { get; internal init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>The id of the swarm.</summary>
    public string SwarmId { get; internal init; } = "";

    /// <summary>The newest API version of the engine that told.</summary>
    public Version? ApiVersion { get; internal init; }

    /// <summary>The host names of the nodes.</summary>
    public IReadOnlyList<string> Nodes { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The names of the networks.</summary>
    public IReadOnlyList<string> Networks { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The names of the secrets, none of which has its value in the file.</summary>
    public IReadOnlyList<string> Secrets { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The names of the configs.</summary>
    public IReadOnlyList<string> Configs { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The names of the services.</summary>
    public IReadOnlyList<string> Services { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The names of the stacks that the services belong to.</summary>
    public IReadOnlyList<string> Stacks { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>How many kept revisions of services and stacks it has.</summary>
    public int RevisionCount { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
