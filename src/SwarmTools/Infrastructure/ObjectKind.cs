using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Infrastructure;

/// <summary>A kind of object that cmdlets find by name.</summary>
internal sealed record ObjectKind<T>(
    string Noun, ErrorId NotFound, Func<ISwarmEngine, CancellationToken, Task<IReadOnlyList<T>>> ListAsync)
    where T : SwarmObject
{
    /// <summary>What has such objects.</summary>
    public string Holder { get; init; } = "swarm";

    /// <summary>Whether the beginning of an id means the object; not where the id is a name.</summary>
    public bool HasShortIds { get; init; } = true;
}
