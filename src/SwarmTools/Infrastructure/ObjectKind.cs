using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Infrastructure;

/// <summary>A kind of object that cmdlets find by name.</summary>
internal sealed record ObjectKind<T>(
    string Noun, ErrorId NotFound, Func<ISwarmEngine, CancellationToken, Task<IReadOnlyList<T>>> ListAsync)
    where T : SwarmObject;
