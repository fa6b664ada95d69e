using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Nodes;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Stacks;

/// <content>How a service is deployed.</content>
internal sealed partial class ServiceExporter
{
    private static MappingBuilder Deploy(JsonObject spec)
    {
        string mode = WishedSpec.ModeOf(spec);
        JsonNode? job = spec["Mode"]?[nameof(SwarmServiceMode.ReplicatedJob)];
        return new MappingBuilder()
            .AddText("mode", mode == nameof(SwarmServiceMode.Replicated) ? null : EnumText.Write(EnumText.Parse<SwarmServiceMode>(mode), '-'))
            .AddNumber("replicas", job?["TotalCompletions"] ?? spec["Mode"]?[mode]?["Replicas"], isZeroSaid: true)
            .AddPairs("labels", FreeLabels(ServiceOptions.Labels.Read(spec)))
            .AddText("endpoint_mode", (string?)ServiceOptions.EndpointMode.Read(spec) == "dnsrr" ? "dnsrr" : null)
            .Add("placement", new MappingBuilder()
                .AddTexts("constraints", ServiceOptions.Constraints.Read(spec))
                .AddItems("preferences", Items(ServiceOptions.Preferences.Read(spec)).Select(preference => new MappingBuilder().AddText("spread", preference["Spread"]?["SpreadDescriptor"]).Build()))
                .AddNumber("max_replicas_per_node", ServiceOptions.MaxReplicasPerNode.Read(spec)))
            .Add("resources", Resources(spec))
            .Add("restart_policy", Restart(spec))
            .Add("update_config", Update(ServiceOptions.Update, spec, spec[UpdateOptions.UpdateConfig]))
            .Add("rollback_config", Update(ServiceOptions.Rollback, spec, spec["RollbackConfig"]));
    }

    private static MappingBuilder Resources(JsonObject spec) => new MappingBuilder()
        .Add("limits", new MappingBuilder()
            .AddText("cpus", Cpus(ServiceOptions.CpuLimit.Read(spec)))
            .AddNumber("memory", ServiceOptions.MemoryLimit.Read(spec))
            .AddNumber("pids", ServiceOptions.PidsLimit.Read(spec)))
        .Add("reservations", new MappingBuilder()
            .AddText("cpus", Cpus(ServiceOptions.CpuReservation.Read(spec)))
            .AddNumber("memory", ServiceOptions.MemoryReservation.Read(spec))
            .AddItems("generic_resources", Items(ServiceOptions.GenericResources.Read(spec)).Select(resource => resource["DiscreteResourceSpec"]).OfType<JsonObject>().Select(resource => new MappingBuilder()
                .Add("discrete_resource_spec", new MappingBuilder().AddText("kind", resource["Kind"]).AddNumber("value", resource["Value"], isZeroSaid: true))
                .Build())));

    private static MappingBuilder Restart(JsonObject spec) => new MappingBuilder()
        .AddText("condition", ServiceOptions.RestartCondition.Read(spec))
        .AddDuration("delay", ServiceOptions.RestartDelay.Read(spec), isZeroSaid: true)
        .AddNumber("max_attempts", ServiceOptions.RestartMaxAttempts.Read(spec))
        .AddDuration("window", ServiceOptions.RestartWindow.Read(spec), isZeroSaid: true);

    // Zero at a time is all at once, and nothing said is one.
    private static MappingBuilder Update(UpdateOptions options, JsonObject spec, JsonNode? part) => part is not JsonObject ? new() : new MappingBuilder()
        .AddPlain("parallelism", options.Parallelism.Read(spec)?.ToJsonString() ?? "0")
        .AddDuration("delay", options.Delay.Read(spec))
        .AddText("failure_action", options.FailureAction.Read(spec))
        .AddDuration("monitor", options.Monitor.Read(spec))
        .Add("max_failure_ratio", Ratio(options.MaxFailureRatio.Read(spec)) is { Length: > 0 } ratio ? MappingBuilder.Plain(ratio) : null)
        .AddText("order", options.Order.Read(spec));

    private static string Cpus(JsonNode? nano) => (long?)nano is { } number and not 0 ? (number / 1_000_000_000m).ToString("0.#########", CultureInfo.InvariantCulture) : "";

    // Engines keep it as a float of 32 bits, and write 0.2 as 0.2 or 0.20000000298023224.
    private static string Ratio(JsonNode? ratio) => ratio is not null && float.Parse(ratio.ToJsonString(), CultureInfo.InvariantCulture) is var number and not 0
        ? ((decimal)number).ToString("0.#########", CultureInfo.InvariantCulture)
        : "";
}
