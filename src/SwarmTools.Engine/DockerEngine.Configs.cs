using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;
using SwarmTools.Specs;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public Task<IReadOnlyList<SwarmConfig>> ListConfigsAsync(CancellationToken stop) =>
        ListAsync("/configs", EngineSubject.Engine, ConfigMapper.Read, ListReader.ByName, stop);

    public Task<IReadOnlyList<SwarmConfig>> FindConfigsAsync(string label, CancellationToken stop) =>
        ListAsync("/configs?" + Filters(("label", [label])), EngineSubject.Engine, ConfigMapper.Read, ListReader.ByName, stop);

    public async Task<string> CreateConfigAsync(ConfigDefinition definition, CancellationToken stop)
    {
        JsonObject request = new()
        {
            ["Name"] = definition.Name,
            ["Labels"] = PairJson.From(definition.Labels),
            ["Data"] = Convert.ToBase64String(definition.Data),
        };
        if (definition.TemplateDriver.Length > 0)
        {
            request["Templating"] = new JsonObject { ["Name"] = definition.TemplateDriver };
        }

        return IdOf(await _http.PostAsync("/configs/create", request, EngineSubject.Config(definition.Name), stop).ConfigureAwait(false));
    }

    public Task LabelConfigAsync(SwarmConfig config, IReadOnlyDictionary<string, string> labels, CancellationToken stop)
    {
        JsonObject spec = (JsonObject)JsonNode.Parse(config.RawJson)!["Spec"]!.DeepClone();
        spec["Labels"] = PairJson.From(labels);
        string path = $"/configs/{Uri.EscapeDataString(config.Id)}/update?version={config.Version.ToString(CultureInfo.InvariantCulture)}";
        return _http.PostAsync(path, spec, EngineSubject.Config(config.Name), stop);
    }

    public Task RemoveConfigAsync(string id, string name, CancellationToken stop) =>
        _http.DeleteAsync("/configs/" + Uri.EscapeDataString(id), EngineSubject.Config(name), stop);
}
