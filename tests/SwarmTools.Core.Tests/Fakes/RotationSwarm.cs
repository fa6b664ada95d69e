using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Rollouts;
using SwarmTools.Services;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>A swarm with secrets and configs, services that use them, and all that rotations are made of.</summary>
internal sealed class RotationSwarm
{
    private readonly RolloutWatcher _watcher;

    public RotationSwarm()
    {
        Swarm.Orchestrator = Orchestrator = new(Swarm);
        Store = new(Swarm);
        _watcher = new(Swarm, Swarm, Swarm, Swarm.Clock);
    }

    public FakeSwarm Swarm { get; } = new();

    public FakeOrchestrator Orchestrator { get; }

    public ConfigHistoryStore Store { get; }

    /// <summary>What was told on the way.</summary>
    public List<string> Told { get; } = [];

    /// <summary>How each service came out: <c>web Converged</c>.</summary>
    public List<SwarmRolloutResult> Results { get; } = [];

    public IEnumerable<string> Outcomes => Results.Select(result => result.ToString());

    /// <summary>What changed something besides the history, in order.</summary>
    public IEnumerable<string> Changes => Swarm.Requests.Where(request => request.Split(' ')[0] is "create" or "remove" or "update" or "roll" or "label" && !request.Contains("swarmtools-revision", StringComparison.Ordinal));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Makes a version of a secret.</summary>
    public void Secret(string name, string value, string? of = null, int number = 1, string driver = "", string template = "")
    {
        Swarm.Secrets.Add(new()
        {
            Id = name + "-id", Name = name, Version = 1, Driver = driver, TemplateDriver = template, Labels = ContentVersion.LabelsOf(of ?? name, number, new Dictionary<string, string> { ["team"] = "a" }),
        });
        Swarm.Values[name + "-id"] = Encoding.UTF8.GetBytes(value);
    }

    /// <summary>Makes a service that reads secrets, each SOURCE or SOURCE=FILE.</summary>
    public void Service(string name, params string[] secrets) => Make(name, "Replicated", secrets);

    public void Job(string name, params string[] secrets) => Make(name, "ReplicatedJob", secrets);

    private void Make(string name, string mode, string[] secrets)
    {
        JsonObject spec = (JsonObject)JsonNode.Parse($$"""
            {
              "Name": "{{name}}",
              "TaskTemplate": { "ContainerSpec": { "Image": "app:1", "Invented": true } },
              "Mode": { "{{mode}}": {{(mode == "Replicated" ? """{ "Replicas": 2 }""" : "{}")}} },
              "UpdateConfig": { "Parallelism": 0, "FailureAction": "pause", "Monitor": 1000000000 }
            }
            """)!;
        spec["TaskTemplate"]!["ContainerSpec"]!["Secrets"] = new JsonArray([.. secrets.Select(secret => secret.Split('=')).Select(parts => new JsonObject
        {
            ["File"] = new JsonObject { ["Name"] = parts[^1], ["UID"] = "33", ["GID"] = "44", ["Mode"] = 256 }, ["SecretID"] = parts[0] + "-id", ["SecretName"] = parts[0],
        })]);
        Add(name, spec, mode);
    }

    public void Add(string name, JsonObject spec, string mode = "Replicated")
    {
        SwarmService service = A.Service(new JsonObject { ["ID"] = name + "-id", ["Version"] = new JsonObject { ["Index"] = 7L }, ["Spec"] = spec });
        Swarm.Services.Add(mode == "ReplicatedJob" ? JobOf(service) : service);
        Orchestrator.Start(name, 2);
    }

    /// <summary>What a service reads: <c>FILE=SOURCE</c>.</summary>
    public string Reads(string service) => string.Join(' ', ((JsonArray)Swarm.SpecOf(service)["TaskTemplate"]!["ContainerSpec"]!["Secrets"]!)
        .Select(secret => $"{(string)secret!["File"]!["Name"]!}={(string)secret["SecretName"]!}").Order(StringComparer.Ordinal));

    public async Task<SwarmSecret?> RotateAsync(string name, string value, RotationOptions? options = null, string? templateDriver = null, CancellationToken? stop = null)
    {
        using SecretPayload payload = SecretPayload.From(value);
        return await RotateAsync(new SecretStore(Swarm), name, new NewSecret(Swarm, payload, templateDriver), options, stop);
    }

    public async Task<T?> RotateAsync<T>(IContentStore<T> store, string name, INewContent<T> content, RotationOptions? options = null, CancellationToken? stop = null)
        where T : SwarmObject
    {
        ContentRotator<T> rotator = new(store, Swarm, Store, () => Rolling, new(Swarm.Clock));
        return await rotator.RotateAsync(await rotator.FindAsync(name, Stop), content, options ?? new(), Hear, stop ?? Stop);
    }

    public async Task<IReadOnlyList<SwarmRevision>> RevisionsAsync(string service) => await Store.ListAsync(service, Stop);

    private RollingUpdater Rolling
    {
        get
        {
            ServiceHistory history = new(Store, "me@here");
            RolloutSteps steps = new(Swarm, new ServiceUpdater(Swarm, Swarm.Clock, new Random(1)), _watcher, new(Swarm.Clock));
            RolloutLedger ledger = new(Swarm, history, new(Swarm.Clock));
            return new(new(steps, history, ledger), steps, ledger, new(steps, ledger, new(new FakeLog()), Swarm.Clock), Swarm.Clock);
        }
    }

    private static SwarmService JobOf(SwarmService service) => new() { Id = service.Id, Name = service.Name, Version = service.Version, Mode = SwarmServiceMode.ReplicatedJob, RawJson = service.RawJson };

    private void Hear(object happened)
    {
        switch (happened)
        {
            case SwarmRolloutResult result:
                Results.Add(result);
                break;
            case RotationNote note:
                Told.Add(note.Text);
                break;
            case RolloutWarning warning:
                Told.Add("warning: " + warning.Text);
                break;
            case RotationFailure failure:
                Told.Add($"failure: {failure.ServiceName} {failure.Failure.ErrorId}");
                break;
            default:
                break;
        }
    }
}
