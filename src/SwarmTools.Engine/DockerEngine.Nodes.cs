using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public Task<IReadOnlyList<SwarmNode>> ListNodesAsync(CancellationToken stop) =>
        ListAsync("/nodes", EngineSubject.Engine, NodeMapper.Read, ListReader.ByName, stop);
}
