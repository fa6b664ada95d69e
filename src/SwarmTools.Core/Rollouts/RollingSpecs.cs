using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Rollouts;

/// <summary>The specs that a guarded rollout sends one after another. They differ in how tasks are replaced alone.</summary>
/// <remarks>
/// An engine cannot be told to pause an update: its updater (swarmkit, manager/orchestrator/update) replaces as many tasks as
/// may be replaced at once, and then waits for the delay. So a pause is a delay without an end.
/// </remarks>
internal static class RollingSpecs
{
    private static readonly TimeSpan s_unnoticed = TimeSpan.FromTicks(1);

    /// <summary>The health check's times where a spec says nothing (moby, daemon/health.go).</summary>

    /// <summary>The target with what holds for this rollout alone.</summary>
    public static JsonObject Tuned(JsonObject target, IReadOnlyList<SpecEdit> tuning) => With(target, tuning);

    /// <summary>Replaces the first tasks, and no more until it is told to.</summary>
    public static JsonObject First(JsonObject target, IReadOnlyList<SpecEdit> tuning, int tasks) => With(target, tuning, Held(tasks));

    /// <summary>Replaces the rest. The engine's own rollback would bring back what it had last, which is the new version already: it pauses instead.</summary>
    public static JsonObject Rest(JsonObject target, IReadOnlyList<SpecEdit> tuning)
    {
        JsonObject rest = With(target, tuning);
        return ServiceSpec.OfSpec(rest).FailureAction == SwarmFailureAction.Rollback
            ? With(rest, [ServiceOptions.Update.FailureAction.Set("-Canary", SwarmFailureAction.Pause)])
            : rest;
    }

    /// <summary>The spec itself where it differs from what the service has; otherwise one that waits 100 nanoseconds longer between tasks.</summary>
    /// <remarks>An updater that was stopped lives on for a while, and a manager drops the same spec as long as it does (swarmkit, manager/orchestrator/update: <c>Supervisor.Update</c>).</remarks>
    public static JsonObject Unlike(JsonObject sent, JsonObject spec) => SpecDifferences.AreNone(sent, spec)
        ? With(spec, [ServiceOptions.Update.Delay.Set("-Delay", Time(ServiceOptions.Update.Delay.Read(spec)) + s_unnoticed)])
        : spec;

    /// <summary>Whether a spec replaces tasks as a rollout did on its way, and not as the service's own settings say.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="own">The spec with the service's own settings.</param>
    /// <param name="during">How the rollout replaced tasks; null for the service's own way.</param>
    public static bool IsDuring(JsonObject spec, JsonObject own, JsonObject? during)
    {
        JsonObject Replacing(JsonNode? how) => new() { [UpdateOptions.UpdateConfig] = how?.DeepClone() };
        JsonObject now = Replacing(spec[UpdateOptions.UpdateConfig]);
        JsonObject way = Replacing(during ?? own[UpdateOptions.UpdateConfig]);
        return !SpecDifferences.AreNone(now, Replacing(own[UpdateOptions.UpdateConfig])) && (SpecDifferences.AreNone(now, way) || SpecDifferences.AreNone(now, Unlike(way, way)));
    }

    /// <summary>Holds an update that runs. The engine begins anew with every spec, so one more task may be replaced.</summary>
    public static JsonObject Suspended(JsonObject spec) => With(spec, Held(tasks: 1));

    /// <summary>Whether a spec holds its update.</summary>
    public static bool IsHeld(JsonObject spec) =>
        ServiceOptions.Update.Delay.Read(spec) is JsonValue value && value.TryGetValue(out long delay) && delay == Nanoseconds.Of(UpdateOptions.Endless);

    /// <summary>Takes back how tasks were to be replaced in a rollout that nobody saw to its end, for a change that is not to be held or tuned with it.</summary>
    /// <param name="kept">A spec with the service's own settings; null for those of a new service.</param>
    public static SpecEdit Released(JsonObject? kept) => new("-Canary", spec => new SpecPath(UpdateOptions.UpdateConfig).Write(spec, kept?[UpdateOptions.UpdateConfig]?.DeepClone()));

    /// <summary>What is to be known where tasks are watched for a shorter time than their health check needs to fail; null for nothing.</summary>
    public static string? MonitorWarning(ServiceSpec service, JsonObject sent)
    {
        if (sent["TaskTemplate"]?["ContainerSpec"]?["Healthcheck"] is not JsonObject check || check["Test"] is not JsonArray { Count: > 0 } test || (string?)test[0] == "NONE")
        {
            return null;
        }

        TimeSpan needed = EngineDefaults.HealthToFail(Time(check["StartPeriod"]), Time(check["Interval"]), Number(check["Retries"]));
        TimeSpan monitor = ServiceSpec.OfSpec(sent).Monitor;
        return monitor >= needed ? null : string.Format(
            CultureInfo.InvariantCulture,
            "{0}: a new task is watched for {1} after it runs, but its health check takes up to {2} to fail: a task that breaks later goes unnoticed. Give -Monitor {3}, or shorten the health check.",
            service.Name,
            SwarmText.Duration(monitor),
            SwarmText.Duration(needed),
            SwarmText.Duration(needed).Replace(" ", ""));
    }

    private static IReadOnlyList<SpecEdit> Held(int tasks) =>
    [
        ServiceOptions.Update.Parallelism.Set("-Canary", tasks),
        ServiceOptions.Update.Delay.Set("-Canary", UpdateOptions.Endless),
        ServiceOptions.Update.FailureAction.Set("-Canary", SwarmFailureAction.Pause),
        ServiceOptions.Update.MaxFailureRatio.Set("-Canary", 0),
    ];

    private static JsonObject With(JsonObject spec, params IReadOnlyList<SpecEdit>[] edits)
    {
        SpecEdits all = new();
        SpecEdits given = new();
        given.AddRange(edits.SelectMany(part => part));
        all.AddOver(ServiceOptions.Update.Defaults, given);
        return SpecEdit.Applied(all.All, spec);
    }

    private static TimeSpan Time(JsonNode? nanoseconds) => Nanoseconds.ToDuration(Number(nanoseconds) ?? 0);

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out long number) ? number : null;
}
