using System.Collections.Generic;
using System.Management.Automation.Runspaces;

namespace SwarmTools.Host;

/// <summary>What the command line asked for.</summary>
internal sealed record HostOptions
{
    public string? Module { get; init; }

    public string? File { get; init; }

    public IReadOnlyList<CommandParameter> FileArguments { get; init; } = [];

    public string? Command { get; init; }

    public int? Width { get; init; }

    public bool IsNonInteractive { get; init; }
}
