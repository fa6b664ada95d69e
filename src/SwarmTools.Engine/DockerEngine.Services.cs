using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public Task<IReadOnlyList<SwarmService>> ListServicesAsync(CancellationToken stop) =>
        ListAsync("/services?status=true", EngineSubject.Engine, ServiceMapper.Read, ListReader.ByName, stop);

    public Task<SwarmService> GetServiceAsync(string idOrName, CancellationToken stop) =>
        GetAsync("/services/" + Uri.EscapeDataString(idOrName), EngineSubject.Service(idOrName), ServiceMapper.Read, stop);

    public Task<JsonObject> InspectServiceAsync(string idOrName, CancellationToken stop) =>
        _http.GetObjectAsync("/services/" + Uri.EscapeDataString(idOrName), EngineSubject.Service(idOrName), stop);

    public async Task<ServiceCreation> CreateServiceAsync(JsonObject spec, CancellationToken stop)
    {
        string name = (string?)spec["Name"] ?? "";
        JsonObject answer = await _http.PostAsync("/services/create", spec, EngineSubject.Service(name), stop).ConfigureAwait(false);
        JsonArray warnings = answer["Warnings"] as JsonArray ?? [];
        return new()
        {
            Id = IdOf(answer),
            Warnings = [.. warnings.Select(warning => TextOf(warning))],
        };
    }

    public async Task UpdateServiceAsync(string id, long version, JsonObject spec, CancellationToken stop)
    {
        string name = (string?)spec["Name"] ?? id;
        string path = $"/services/{Uri.EscapeDataString(id)}/update?version={version.ToString(CultureInfo.InvariantCulture)}&registryAuthFrom=spec";
        await _http.PostAsync(path, spec, EngineSubject.Service(name), stop).ConfigureAwait(false);
    }

    public Task RemoveServiceAsync(string id, string name, CancellationToken stop) =>
        _http.DeleteAsync("/services/" + Uri.EscapeDataString(id), EngineSubject.Service(name), stop);
}
