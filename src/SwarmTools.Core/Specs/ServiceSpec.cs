using System;
using System.Text.Json;
using System.Text.Json.Nodes;
using SwarmTools.Text;

namespace SwarmTools.Specs;

/// <summary>A typed view on a service as the engine keeps it. What it does not know stays as it is.</summary>
internal sealed class ServiceSpec(JsonObject service)
{
    /// <summary>The view on a service that was read.</summary>
    public static ServiceSpec Of(SwarmService service) => new((JsonObject)JsonNode.Parse(service.RawJson)!);

    /// <summary>The view on a spec alone.</summary>
    public static ServiceSpec OfSpec(JsonObject spec) => new(new() { ["Spec"] = spec.DeepClone() });

    /// <summary>The spec that the service had before its last change, as far as the engine knows it; null for none.</summary>
    public JsonObject? Previous => service["PreviousSpec"] as JsonObject;

    /// <summary>The spec: what goes back to the engine, whole.</summary>
    public JsonObject Json { get; } = service["Spec"] as JsonObject ?? [];

    /// <summary>Where the engine's update of the service stands.</summary>
    public SwarmUpdateState UpdateState => EnumText.Parse<SwarmUpdateState>((string?)service["UpdateStatus"]?["State"] ?? "none");

    /// <summary>Whether its tasks were changed and the engine has not said yet that it updates them: swarmkit forgets the last update's state when a spec is written, and begins the next one a moment later.</summary>
    public bool MayBegin => UpdateState == SwarmUpdateState.None && Previous is { } previous && !JsonNode.DeepEquals(previous["TaskTemplate"], Json["TaskTemplate"]);

    public string Id => (string?)service["ID"] ?? "";

    public long Version => (long?)service["Version"]?["Index"] ?? 0;

    public string Name => (string?)Json["Name"] ?? "";

    /// <summary>How long tasks must stay up after an update.</summary>
    public TimeSpan Monitor => Number(Json[UpdateOptions.UpdateConfig]?["Monitor"]) is { } nanoseconds and > 0
        ? Nanoseconds.ToDuration(nanoseconds)
        : EngineDefaults.Monitor;

    /// <summary>What the engine does when an update fails.</summary>
    public SwarmFailureAction FailureAction => EnumText.Parse<SwarmFailureAction>((string?)Json[UpdateOptions.UpdateConfig]?["FailureAction"] ?? "pause");

    /// <summary>When the engine starts a new task for one that ended: none, on-failure or any.</summary>
    public string RestartCondition => (string?)Json["TaskTemplate"]?["RestartPolicy"]?["Condition"] ?? "any";

    private static long? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out long number) ? number : null;
}
