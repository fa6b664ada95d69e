using System;

namespace SwarmTools.Engine;

/// <summary>What an update of a swarm replaces beside its spec.</summary>
[Flags]
internal enum SwarmRotation
{
    None = 0,
    WorkerToken = 1,
    ManagerToken = 2,
    UnlockKey = 4,
}
