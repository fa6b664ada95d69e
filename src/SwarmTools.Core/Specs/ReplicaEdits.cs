using System;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>Changes how many tasks a service has; where that is depends on its mode.</summary>
internal static class ReplicaEdits
{
    private static readonly SpecPath s_replicas = new("Mode.Replicated.Replicas");
    private static readonly SpecPath s_completions = new("Mode.ReplicatedJob.TotalCompletions");
    private static readonly SpecPath s_concurrent = new("Mode.ReplicatedJob.MaxConcurrent");

    /// <summary>Sets the number of tasks.</summary>
    public static SpecEdit Set(string parameter, long count) =>
        new(parameter, spec => Write(spec, PlaceIn(spec, parameter), count)) { Sets = spec => PlaceIn(spec, parameter).Read(spec) };

    /// <summary>Adds tasks, or takes some away; right on any spec, so it is never in conflict.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c> when it is applied and less than none would be left.</exception>
    public static SpecEdit Add(string parameter, long more) => Change(parameter, (service, count) => count + more >= 0
        ? count + more
        : throw new SwarmException(ErrorId.OptionInvalid, $"{parameter} {more} cannot be done: the service '{service}' has {count} tasks."));

    /// <summary>Sets a share of the present number, rounded up.</summary>
    public static SpecEdit Scale(string parameter, int percent) => Change(parameter, (_, count) => (long)Math.Ceiling((decimal)count * percent / 100));

    private static SpecEdit Change(string parameter, Func<string, long, long> change) => new(parameter, spec =>
    {
        SpecPath place = PlaceIn(spec, parameter);
        long count = spec["Mode"]?["Replicated"] is null ? (long?)place.Read(spec) ?? 1 : SurgeEdits.WantedOf(spec);
        Write(spec, place, change((string?)spec["Name"] ?? "", count));
    });

    // A service that runs again needs to remember no number from before it was stopped, and one that is given a number none that it is to come back to.
    private static void Write(JsonObject spec, SpecPath place, long count)
    {
        place.Write(spec, count);
        SurgeEdits.Forget(spec);
        if (count > 0)
        {
            (spec["Labels"] as JsonObject)?.Remove(StopEdits.ReplicasLabel);
        }
    }

    /// <summary>Sets how many tasks of a replicated job run at a time.</summary>
    public static SpecEdit MaxConcurrent(string parameter, long count) => new(parameter, spec => s_concurrent.Write(
        spec,
        spec["Mode"] is JsonObject mode && mode.ContainsKey(nameof(SwarmServiceMode.ReplicatedJob))
            ? count
            : throw new SwarmException(ErrorId.OptionInvalid, $"{parameter} is for replicated jobs only, and the service '{(string?)spec["Name"]}' is none.")))
    {
        Sets = s_concurrent.Read,
    };

    /// <summary>Refuses an option that only counts where tasks are counted, as docker does (docker/cli, command/service/opts.go).</summary>
    public static SpecEdit RequireReplicated(string parameter) => new(parameter, spec => PlaceIn(spec, parameter));

    private static SpecPath PlaceIn(JsonObject spec, string parameter)
    {
        JsonObject? mode = spec["Mode"] as JsonObject;
        return mode?.ContainsKey(nameof(SwarmServiceMode.Replicated)) == true ? s_replicas
            : mode?.ContainsKey(nameof(SwarmServiceMode.ReplicatedJob)) == true ? s_completions
            : throw new SwarmException(
                ErrorId.OptionInvalid,
                $"{parameter} has no meaning for the global service '{(string?)spec["Name"]}', which runs one task on each node.");
    }
}
