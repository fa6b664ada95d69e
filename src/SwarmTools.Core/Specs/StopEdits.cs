using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>Stops a service and starts it again: engines know neither.</summary>
internal static class StopEdits
{
    /// <summary>The label that remembers how many replicas a stopped service had.</summary>
    public const string ReplicasLabel = "swarmtools.stopped.replicas";

    /// <summary>The constraint of a stopped global service: no node has this id.</summary>
    public const string Constraint = "node.id==stopped-by-swarmtools";

    private static readonly SpecPath s_mode = new("Mode");
    private static readonly SpecPath s_replicas = new("Mode.Replicated.Replicas");
    private static readonly SpecPath s_label = new("Labels");

    public static SpecEdit Stop(string parameter) => new(parameter, spec =>
    {
        if (ModeOf(spec) == SwarmServiceMode.Global)
        {
            ServiceOptions.Constraints.Put(parameter, Constraint).Apply(spec);
            return;
        }

        long replicas = SurgeEdits.WantedOf(spec);
        if (replicas > 0)
        {
            SurgeEdits.Forget(spec);
            ServiceOptions.Labels.Put(parameter, ReplicasLabel, replicas.ToString(CultureInfo.InvariantCulture)).Apply(spec);
            s_replicas.Write(spec, 0L);
        }
    });

    public static SpecEdit Start(string parameter) => new(parameter, spec =>
    {
        if (ModeOf(spec) == SwarmServiceMode.Global)
        {
            ServiceOptions.Constraints.Remove(parameter, Constraint).Apply(spec);
            return;
        }

        string? remembered = (string?)(s_label.Read(spec) as JsonObject)?[ReplicasLabel];
        ServiceOptions.Labels.Remove(parameter, ReplicasLabel).Apply(spec);
        if (((long?)s_replicas.Read(spec) ?? 1) > 0)
        {
            return; // It runs, perhaps because somebody resized it meanwhile.
        }

        s_replicas.Write(spec, long.TryParse(remembered, NumberStyles.None, CultureInfo.InvariantCulture, out long replicas)
            ? replicas
            : throw new SwarmException(
                ErrorId.OptionInvalid,
                $"The service '{(string?)spec["Name"]}' was not stopped by Stop-SwarmService, so nothing tells how many tasks it should have. Use Resize-SwarmService."));
    });

    private static SwarmServiceMode ModeOf(JsonObject spec)
    {
        string mode = (s_mode.Read(spec) as JsonObject)?.Select(property => property.Key).FirstOrDefault() ?? "";
        return Enum.TryParse(mode, out SwarmServiceMode known) && known is SwarmServiceMode.Replicated or SwarmServiceMode.Global
            ? known
            : throw new SwarmException(
                ErrorId.OptionInvalid, $"The service '{(string?)spec["Name"]}' is a job ({mode}): it ends by itself and cannot be stopped and started. Remove-SwarmService ends it.");
    }
}
