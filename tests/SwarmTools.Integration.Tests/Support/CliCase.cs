using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Integration;

/// <summary>Flags of the docker CLI, and the parameters that answer them.</summary>
/// <param name="Flags">The flags; {secret}, {config}, {network} and {file} stand for objects of the test.</param>
/// <param name="Parameters">The parameters, as typed.</param>
/// <param name="Since">The oldest API that has them; null for all.</param>
public sealed record CliCase(string[] Flags, string Parameters, Version? Since = null)
{
    /// <summary>The flags of a service that is changed; null for one with a bit of everything.</summary>
    public string[]? Base { get; init; }

    /// <summary>Whether docker takes the flag and does nothing with it.</summary>
    public bool IsIgnoredByDocker { get; init; }

    /// <summary>The names of the flags: cap-add.</summary>
    public IEnumerable<string> Names => Flags.Where(flag => flag.StartsWith("--", StringComparison.Ordinal)).Select(flag => flag[2..].Split('=')[0]);

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Flags);
}
