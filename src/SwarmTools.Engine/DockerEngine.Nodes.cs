using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public Task<IReadOnlyList<SwarmNode>> ListNodesAsync(CancellationToken stop) =>
        ListAsync("/nodes", EngineSubject.Engine, NodeMapper.Read, ListReader.ByName, stop);

    public Task UpdateNodeAsync(SwarmNode node, JsonObject spec, CancellationToken stop) => _http.PostForTextAsync(
        $"/nodes/{Uri.EscapeDataString(node.Id)}/update?version={node.Version.ToString(CultureInfo.InvariantCulture)}",
        JsonSerializer.SerializeToUtf8Bytes((JsonNode)spec), EngineSubject.Node(node.Name), stop);

    public Task RemoveNodeAsync(string id, string name, bool force, CancellationToken stop) =>
        _http.DeleteAsync($"/nodes/{Uri.EscapeDataString(id)}{(force ? "?force=1" : "")}", EngineSubject.Node(name), stop);
}
