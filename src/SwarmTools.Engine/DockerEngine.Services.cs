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

    public async Task<SwarmService> GetServiceWithCountsAsync(string id, CancellationToken stop)
    {
        string path = "/services?status=true&" + Filters(("id", [id]));
        IReadOnlyList<SwarmService> found = await ListAsync(path, EngineSubject.Service(id), ServiceMapper.Read, ListReader.ByName, stop).ConfigureAwait(false);
        // The filter takes the beginning of an id too.
        return found.FirstOrDefault(service => service.Id == id)
            ?? throw new SwarmException(ErrorId.ServiceNotFound, $"There is no service '{id}' in the swarm any more.");
    }

    public async Task<ServiceDocument> InspectServiceAsync(string idOrName, CancellationToken stop)
    {
        (JsonObject json, Version api) = await _http.GetVersionedAsync("/services/" + Uri.EscapeDataString(idOrName), EngineSubject.Service(idOrName), stop).ConfigureAwait(false);
        return new(json, api);
    }

    public async Task<ServiceCreation> CreateServiceAsync(JsonObject spec, RegistryLogin? login, CancellationToken stop)
    {
        string name = (string?)spec["Name"] ?? "";
        JsonObject answer = await _http.PostSpecAsync("/services/create", spec, EngineSubject.Service(name), readAt: null, login, stop).ConfigureAwait(false);
        return new() { Id = IdOf(answer), Warnings = WarningsOf(answer) };
    }

    public async Task<IReadOnlyList<string>> UpdateServiceAsync(string id, long version, JsonObject spec, Version readAt, RegistryLogin? login, CancellationToken stop) =>
        WarningsOf(await _http.PostSpecAsync(
            UpdatePath(id, version) + (login is null ? "&registryAuthFrom=spec" : ""), spec, EngineSubject.Service((string?)spec["Name"] ?? id), readAt, login, stop).ConfigureAwait(false));

    public async Task<IReadOnlyList<string>> RollBackServiceAsync(string id, long version, JsonObject spec, CancellationToken stop) =>
        WarningsOf(await _http.PostAsync(UpdatePath(id, version) + "&rollback=previous", spec, EngineSubject.Service((string?)spec["Name"] ?? id), stop).ConfigureAwait(false));

    private static string UpdatePath(string id, long version) => $"/services/{Uri.EscapeDataString(id)}/update?version={version.ToString(CultureInfo.InvariantCulture)}";

    private static IReadOnlyList<string> WarningsOf(JsonObject answer) => [.. (answer["Warnings"] as JsonArray ?? []).Select(warning => TextOf(warning))];

    public Task RemoveServiceAsync(string id, string name, CancellationToken stop) =>
        _http.DeleteAsync("/services/" + Uri.EscapeDataString(id), EngineSubject.Service(name), stop);
}
