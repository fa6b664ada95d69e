using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>What an engine does after an update: keeps the spec before it, and replaces tasks, group by group, as the spec wants it.</summary>
/// <remarks>As swarmkit's updater does it: tasks are replaced where what they are made from differs, a second after it was told and a second after each delay.</remarks>
internal sealed class FakeOrchestrator(FakeSwarm swarm)
{
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _templates = [];
    private readonly Dictionary<string, int> _runs = [];

    /// <summary>The state that new tasks of an image come to; they run unless something else is said.</summary>
    public Dictionary<string, SwarmTaskState> Fates { get; } = [];

    /// <summary>Whether new tasks of a service fail with a spec, whatever their image.</summary>
    public Func<string, JsonObject, bool> Fails { get; set; } = (_, _) => false;

    public bool IsUpToDate(SwarmTask task) => _templates.GetValueOrDefault(task.Id) == TemplateOf(swarm.DocumentOf(task.ServiceName));

    /// <summary>Starts the tasks of a service that is new.</summary>
    public void Start(string service, int replicas)
    {
        for (int slot = 1; slot <= replicas; slot++)
        {
            Make(service, slot, SwarmTaskState.Running);
        }
    }

    /// <summary>Takes the spec that a service had before.</summary>
    public void Update(string service, JsonObject before)
    {
        swarm.Change(service, document =>
        {
            document["PreviousSpec"] = before.DeepClone();
            document.Remove("UpdateStatus");
        });
        Begin(service);
    }

    /// <summary>As somebody asks for it, or as an update fails: then the spec that failed is forgotten.</summary>
    public void RollBack(string service, bool isAsked = true)
    {
        swarm.Change(service, document =>
        {
            JsonNode now = document["Spec"]!.DeepClone();
            document["Spec"] = document["PreviousSpec"]!.DeepClone();
            document["PreviousSpec"] = isAsked ? now : null;
            document["UpdateStatus"] = Status("rollback_started");
        });
        Begin(service);
    }

    private void Begin(string service)
    {
        int run = _runs[service] = _runs.GetValueOrDefault(service) + 1;
        Later(s_step, () => Step(service, run));
    }

    private void Step(string service, int run)
    {
        JsonObject document = swarm.DocumentOf(service);
        string state = (string?)document["UpdateStatus"]?["State"] ?? "";
        if (run != _runs[service] || state is "paused" or "rollback_paused")
        {
            return;
        }

        bool isBack = state == "rollback_started";
        List<int> old = [.. swarm.Tasks.Where(task => task.ServiceName == service && (task.State > SwarmTaskState.Running || !IsUpToDate(task))).Select(task => task.Slot).Distinct().Order()];
        if (old.Count == 0)
        {
            End(service, state);
            return;
        }

        Set(service, isBack ? "rollback_started" : "updating");
        JsonNode? how = document["Spec"]![isBack ? "RollbackConfig" : "UpdateConfig"];
        int atOnce = (int?)how?["Parallelism"] ?? 1;
        SwarmTaskState fate = Fails(service, (JsonObject)document["Spec"]!) ? SwarmTaskState.Failed : Fates.GetValueOrDefault((string?)document["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Image"] ?? "", SwarmTaskState.Running);
        foreach (int slot in old.Take(atOnce == 0 ? int.MaxValue : atOnce))
        {
            swarm.Tasks.RemoveAll(task => task.ServiceName == service && task.Slot == slot);
            Make(service, slot, fate);
        }

        if (fate <= SwarmTaskState.Running)
        {
            // A task that is not there yet is waited for, so the next ones are not replaced.
            TimeSpan wait = fate == SwarmTaskState.Running ? TimeSpan.FromTicks(((long?)how?["Delay"] ?? 0) / 100) : TimeSpan.FromDays(1);
            Later(s_step + wait, () => Step(service, run));
            return;
        }

        React(service, isBack, (string?)how?["FailureAction"] ?? "pause", run);
    }

    private void React(string service, bool isBack, string action, int run)
    {
        if (action == "continue")
        {
            Later(s_step, () => Step(service, run));
        }
        else if (action == "rollback" && !isBack)
        {
            RollBack(service, isAsked: false);
        }
        else
        {
            Set(service, isBack ? "rollback_paused" : "paused");
        }
    }

    private void End(string service, string state)
    {
        if (state.Length > 0)
        {
            Set(service, state == "rollback_started" ? "rollback_completed" : "completed");
        }
    }

    private void Make(string service, int slot, SwarmTaskState state)
    {
        bool isUp = state <= SwarmTaskState.Running;
        int second = (int)Math.Floor((swarm.Clock.UtcNow - A.Noon).TotalSeconds);
        string id = string.Create(CultureInfo.InvariantCulture, $"{service}.{slot}#{_templates.Count + 1}");
        swarm.Tasks.Add(A.Task(
            slot, state, isUp ? SwarmTaskState.Running : SwarmTaskState.Shutdown, service: service, error: isUp ? "" : "task: non-zero exit (1)", second: second, id: id, container: isUp ? "" : "c"));
        _templates[id] = TemplateOf(swarm.DocumentOf(service));
    }

    private void Set(string service, string state) => swarm.Change(service, document => document["UpdateStatus"] = Status(state));

    private void Later(TimeSpan wait, Action happening) => swarm.Clock.At(swarm.Clock.UtcNow - A.Noon + wait, happening);

    private static JsonObject Status(string state) => new() { ["State"] = state, ["Message"] = "the engine says " + state };

    private static string TemplateOf(JsonObject document) => document["Spec"]!["TaskTemplate"]!.ToJsonString();
}
