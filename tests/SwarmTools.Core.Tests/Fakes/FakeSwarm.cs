using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>A tiny swarm in memory. It refuses what the engine refuses, and notes what was asked of it.</summary>
internal sealed partial class FakeSwarm : IServiceApi, ITaskApi, INodeApi
{
    public static readonly Version Api = new(1, 51);

    public FakeClock Clock { get; } = new();

    public List<SwarmService> Services { get; } = [];

    public List<SwarmTask> Tasks { get; } = [];

    public List<SwarmNode> Nodes { get; } = [A.Node("n1")];

    /// <summary>Every request, in order: <c>update web-id 1</c>.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Requests that fail, each with its failure.</summary>
    public Dictionary<string, SwarmException> Refusals { get; } = [];

    /// <summary>What somebody else does in the moment before an update arrives.</summary>
    public Action BeforeUpdate { get; set; } = () => { };

    /// <summary>What somebody else does in the moment before a service is read to be changed.</summary>
    public Action BeforeInspect { get; set; } = () => { };

    /// <summary>What somebody else does in the moment after a service was read to be changed.</summary>
    public Action AfterInspect { get; set; } = () => { };

    /// <summary>What somebody else does in the moment after an update was taken.</summary>
    public Action AfterUpdate { get; set; } = () => { };

    /// <summary>Runs after each creation of a service, network, secret or config, before it is answered.</summary>
    public Action AfterCreate { get; set; } = () => { };

    public IReadOnlyList<string> CreationWarnings { get; set; } = [];

    public JsonObject SpecOf(string name) => (JsonObject)Document(Find(name))["Spec"]!;

    public void Remove(string name) => Services.RemoveAll(service => service.Name == name);

    /// <summary>Replaces a service by what it has become.</summary>
    public void Becomes(SwarmService service) => Services[Services.FindIndex(known => known.Id == service.Id)] = service;

    /// <summary>Writes the spec again, as another client would: the version counts up.</summary>
    public void Touch(string name, Action<JsonObject> change) => Change(name, document => change((JsonObject)document["Spec"]!));

    public Task<IReadOnlyList<SwarmService>> ListServicesAsync(CancellationToken stop) => Answer<SwarmService>("services", Services, stop);

    public Task<IReadOnlyList<SwarmNode>> ListNodesAsync(CancellationToken stop) => Answer<SwarmNode>("nodes", Nodes, stop);

    // An engine answers 404 to a filter that names a service which is gone (ran).
    public Task<IReadOnlyList<SwarmTask>> ListTasksAsync(TaskQuery query, CancellationToken stop)
    {
        List<string> known = [.. query.ServiceIds.Select(id => Find(id).Id)];
        return Answer<SwarmTask>("tasks", Tasks.Where(task =>
            (known.Count == 0 || known.Contains(task.ServiceId))
            && (!query.UpToDate || (Orchestrator?.IsUpToDate(task) ?? task.SpecVersion != 0))), stop);
    }

    /// <summary>Whether services that are asked for never come.</summary>
    public bool Silence { get; set; }

    public async Task<SwarmService> GetServiceAsync(string idOrName, CancellationToken stop)
    {
        Note("get " + idOrName, stop);
        await Task.Delay(Silence ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, stop);
        return Find(idOrName);
    }

    public Task<SwarmService> GetServiceWithCountsAsync(string id, CancellationToken stop) => GetServiceAsync(id, stop);

    public async Task<ServiceDocument> InspectServiceAsync(string idOrName, CancellationToken stop)
    {
        Note("inspect " + idOrName, stop);
        await Task.Delay(Silence ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, stop);
        BeforeInspect();
        ServiceDocument found = new(Document(Find(idOrName)), Api);
        AfterInspect();
        return found;
    }

    public Task<ServiceCreation> CreateServiceAsync(JsonObject spec, RegistryLogin? login, CancellationToken stop)
    {
        Logins.Add(login);
        string name = (string)spec["Name"]!;
        Note("create " + name, stop);
        if (Services.Any(service => service.Name == name))
        {
            throw new SwarmException(ErrorId.ServiceExists, $"A service named '{name}' exists already.");
        }

        Services.Add(A.Service(new JsonObject
        {
            ["ID"] = name + "-id", ["Version"] = new JsonObject { ["Index"] = 1L }, ["Spec"] = spec.DeepClone(),
        }));
        AfterCreate();
        return Task.FromResult(new ServiceCreation { Id = name + "-id", Warnings = CreationWarnings });
    }

    public Task<IReadOnlyList<string>> UpdateServiceAsync(string id, long version, JsonObject spec, Version readAt, RegistryLogin? login, CancellationToken stop)
    {
        Assert.Equal(Api, readAt);
        Logins.Add(login);
        BeforeUpdate();
        Note($"update {id} {version}", stop);
        SwarmService service = Find(id);
        RequireVersion(service, version);
        JsonObject before = SpecOf(service.Name);
        Touch(service.Name, old =>
        {
            old.Clear();
            foreach (KeyValuePair<string, JsonNode?> field in spec)
            {
                old[field.Key] = field.Value?.DeepClone();
            }
        });
        Orchestrator?.Update(service.Name, before);
        AfterUpdate();
        return Task.FromResult<IReadOnlyList<string>>([]);
    }

    public Task<IReadOnlyList<string>> RollBackServiceAsync(string id, long version, JsonObject spec, CancellationToken stop)
    {
        BeforeUpdate();
        Note($"roll back {id} {version}", stop);
        RequireVersion(Find(id), version);
        Orchestrator?.RollBack(Find(id).Name);
        AfterUpdate();
        return Task.FromResult<IReadOnlyList<string>>([]);
    }

    public Task RemoveServiceAsync(string id, string name, CancellationToken stop)
    {
        Note("remove " + id, stop);
        Services.Remove(Find(id));
        return Task.CompletedTask;
    }

    private static void RequireVersion(SwarmService service, long version)
    {
        if (service.Version != version)
        {
            throw new SwarmException(ErrorId.UpdateOutOfSequence, $"The service '{service.Name}' was changed by somebody else: update out of sequence.");
        }
    }

    private static JsonObject Document(SwarmService service) => (JsonObject)JsonNode.Parse(service.RawJson)!;

    private SwarmService Find(string idOrName) => Services.FirstOrDefault(service => service.Id == idOrName || service.Name == idOrName)
        ?? throw new SwarmException(ErrorId.ServiceNotFound, $"There is no service '{idOrName}' in the swarm.");

    private void Note(string request, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Requests.Add(request);
        if (Refusals.TryGetValue(request, out SwarmException? refusal))
        {
            throw refusal;
        }
    }

    private Task<IReadOnlyList<T>> Answer<T>(string request, IEnumerable<T> items, CancellationToken stop)
    {
        Note(request, stop);
        return Task.FromResult<IReadOnlyList<T>>([.. items]);
    }
}
