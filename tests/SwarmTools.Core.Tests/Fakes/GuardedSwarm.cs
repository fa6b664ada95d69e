using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.History;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>A swarm with the service web of four tasks of app:1, and all that guarded rollouts are made of.</summary>
internal sealed class GuardedSwarm
{
    /// <summary>The user's own settings, which no rollout may leave changed.</summary>
    private const string Spec = """
        {
          "Name": "web",
          "Labels": { "tier": "front" },
          "TaskTemplate": { "ContainerSpec": { "Image": "app:1" }, "Invented": [0.10, 18446744073709551615] },
          "Mode": { "Replicated": { "Replicas": 4 } },
          "UpdateConfig": { "Parallelism": 2, "FailureAction": "pause", "Monitor": 5000000000, "MaxFailureRatio": 0.10, "Order": "start-first" }
        }
        """;

    private readonly RolloutWatcher _watcher;

    public GuardedSwarm(string spec = Spec)
    {
        Swarm.Services.Add(A.Service(new JsonObject { ["ID"] = "web-id", ["Version"] = new JsonObject { ["Index"] = 7L }, ["Spec"] = JsonNode.Parse(spec) }));
        Swarm.Orchestrator = Orchestrator = new(Swarm);
        Orchestrator.Start("web", 4);
        Original = Swarm.SpecOf("web");
        History = new(new ConfigHistoryStore(Swarm), "me@here");
        Updater = new(Swarm, Swarm.Clock, new Random(1));
        _watcher = new(Swarm, Swarm, Swarm, Swarm.Clock);
    }

    public FakeSwarm Swarm { get; } = new();

    public FakeLog Log { get; } = new();

    public FakeOrchestrator Orchestrator { get; }

    public ServiceHistory History { get; }

    public ServiceUpdater Updater { get; }

    /// <summary>The spec in the beginning.</summary>
    public JsonObject Original { get; }

    /// <summary>What was told on the way.</summary>
    public List<string> Told { get; } = [];

    /// <summary>The answer to the question whether to go on: null for yes.</summary>
    public Func<SwarmService, string?> Judge { get; set; } = _ => throw new InvalidOperationException("Nobody was to be asked.");

    public SwarmService Web => Swarm.Services.Single(service => service.Name == "web");

    public JsonObject Now => Swarm.SpecOf("web");

    public UpdateControl Control => new(Swarm, Updater, History, new(Swarm.Clock), Swarm.Clock);

    public RevisionRestorer Restorer => new(Swarm, Updater, _watcher, Rolling, Control, new(Swarm, Swarm, Swarm), new(Swarm.Clock));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private RollingUpdater Rolling
    {
        get
        {
            RolloutSteps steps = new(Swarm, Updater, _watcher, new(Swarm.Clock));
            RolloutLedger ledger = new(Swarm, History, new(Swarm.Clock));
            return new(new(steps, History, ledger), steps, ledger, new(steps, ledger, new(Log), Swarm.Clock), Swarm.Clock);
        }
    }

    /// <summary>A rollout of an image.</summary>
    public static RollingUpdate To(string image, params SpecEdit[] others) => new() { Edits = [ServiceOptions.Image.Set("-Image", image), .. others], Reason = "because" };

    public Task<SwarmRolloutResult> RunAsync(RollingUpdate update, CancellationToken? stop = null) => Rolling.RunAsync(Web, update, Hear, stop ?? Stop);

    public Task<SwarmRolloutResult> ResumeAsync(RollingUpdate? update = null) => Rolling.ResumeAsync(Web, update ?? new(), Hear, Stop);

    public Task<SwarmRolloutResult> UndoAsync(RollingUpdate? update = null) => Restorer.UndoAsync(Web, update ?? new(), Hear, Stop);

    public Task<ServiceUpdate> SuspendAsync() => Control.SuspendAsync(Web, "wait", TimeSpan.FromSeconds(10), Stop);

    /// <summary>The revisions of web: <c>2 app:2 from 1 Converged *</c>, the current one with a star.</summary>
    public async Task<IReadOnlyList<string>> RevisionsAsync() => [.. (await History.OfAsync([Web], Stop)).Select(revision =>
        $"{revision.Revision} {revision.Image}{(revision.FromRevision is { } from ? $" from {from}" : "")} {revision.Outcome}{(revision.IsCurrent ? " *" : "")}")];

    public async Task<SwarmRevision> RevisionAsync(int number) => await History.GetAsync("web", number, Stop);

    /// <summary>How many tasks run of an image, by what they were made from.</summary>
    public int UpToDate => Swarm.Tasks.Count(task => task.State == SwarmTaskState.Running && Orchestrator.IsUpToDate(task));

    /// <summary>What changed something, in order.</summary>
    public IReadOnlyList<string> Changes => [.. Swarm.Requests
        .Where(request => request.StartsWith("update", StringComparison.Ordinal) || request.StartsWith("roll", StringComparison.Ordinal) || request.StartsWith("create", StringComparison.Ordinal) || request.StartsWith("remove", StringComparison.Ordinal))
        .Select(request => string.Join(' ', request.Split(' ').TakeWhile(word => !word.StartsWith("swarmtools", StringComparison.Ordinal) && word != "web-id")))];

    public void At(double seconds, Action happening) => Swarm.Clock.At(TimeSpan.FromSeconds(seconds), happening);

    /// <summary>As another client writes a spec: the engine keeps the one before, and begins anew.</summary>
    public void Write(Func<JsonObject, JsonObject> change)
    {
        JsonObject before = Now;
        JsonObject after = change((JsonObject)before.DeepClone());
        Swarm.Touch("web", spec =>
        {
            foreach (string field in spec.Select(field => field.Key).ToList())
            {
                spec[field] = after[field]?.DeepClone();
            }
        });
        Orchestrator.Update("web", before);
    }

    /// <summary>As <c>docker service update --image</c> does it.</summary>
    public void Write(string image) => Write(spec => With(spec, image));

    /// <summary>A spec with another image.</summary>
    public static JsonObject With(JsonObject spec, string image)
    {
        spec["TaskTemplate"]!["ContainerSpec"]!["Image"] = image;
        return spec;
    }

    /// <summary>Sets what happens the first time only.</summary>
    public static void Once(Action<Action> set, Action what)
    {
        bool isDone = false;
        set(() =>
        {
            if (!isDone)
            {
                isDone = true;
                what();
            }
        });
    }

    /// <summary>Lets time go by, in steps, for one thing that happens leads to the next.</summary>
    public async Task WaitAsync(double seconds)
    {
        for (double waited = 0; waited < seconds; waited += 0.5)
        {
            await Swarm.Clock.DelayAsync(TimeSpan.FromSeconds(0.5), Stop);
        }
    }

    /// <summary>A rollout whose client is killed after a time.</summary>
    public async Task KilledAsync(RollingUpdate update, double seconds)
    {
        using CancellationTokenSource stop = new();
        At(seconds, stop.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(update, stop.Token));
    }

    private void Hear(object happened)
    {
        switch (happened)
        {
            case RolloutQuestion question:
                Told.Add("asked");
                question.Answer(Judge(question.Service));
                break;
            case RolloutWarning warning:
                Told.Add("warning: " + warning.Text);
                break;
            default:
                Told.Add(((RolloutEvent)happened).Status.Message);
                break;
        }
    }
}
