using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Cluster;

/// <summary>What is to become of the settings of a swarm. Null leaves a field as it is. Pure.</summary>
internal sealed record SwarmChange
{
    public bool? AutoLock { get; init; }

    public int? TaskHistoryLimit { get; init; }

    public TimeSpan? CertificateExpiry { get; init; }

    public IReadOnlyList<ExternalCa>? ExternalCas { get; init; }

    public TimeSpan? DispatcherHeartbeat { get; init; }

    public long? SnapshotInterval { get; init; }

    public long? MaxSnapshots { get; init; }

    public int? ElectionTick { get; init; }

    public int? HeartbeatTick { get; init; }

    public LabelChange Labels { get; init; } = new();

    /// <summary>Parts of a spec, in the engine's JSON: each field that they have gets their value, all others stay.</summary>
    public JsonObject Parts { get; init; } = [];

    /// <summary>The root certificate that signs from now on, in PEM form; null for none of the user's.</summary>
    public string? RootCertificate { get; init; }

    /// <summary>Its key, in PEM form.</summary>
    public string? RootKey { get; init; }

    /// <summary>Whether the root certificate is replaced even by one that the swarm makes.</summary>
    public bool RotatesRoot { get; init; }

    /// <summary>The spec that a swarm is to have; what this version does not know stays.</summary>
    public JsonObject AppliedTo(Swarm swarm)
    {
        JsonObject spec = JsonNode.Parse(swarm.RawJson) as JsonObject ?? [];
        Merge(Parts, spec);
        Set(spec, "EncryptionConfig.AutoLockManagers", AutoLock is { } isLocked ? JsonValue.Create(isLocked) : null);
        Set(spec, "Orchestration.TaskHistoryRetentionLimit", Number(TaskHistoryLimit));
        Set(spec, "Dispatcher.HeartbeatPeriod", Number(DispatcherHeartbeat));
        Set(spec, "Raft.SnapshotInterval", Number(SnapshotInterval));
        Set(spec, "Raft.KeepOldSnapshots", Number(MaxSnapshots));
        Set(spec, "Raft.ElectionTick", Number(ElectionTick));
        Set(spec, "Raft.HeartbeatTick", Number(HeartbeatTick));
        Set(spec, "CAConfig.NodeCertExpiry", Number(CertificateExpiry));
        Set(spec, "CAConfig.ExternalCAs", ExternalCas is null ? null : new JsonArray([.. ExternalCas.Select(authority => ExternalCaSpec.Build(authority))]));
        if (!Labels.IsNothingFor(swarm.Labels))
        {
            spec["Labels"] = PairJson.From(Labels.AppliedTo(swarm.Labels));
        }

        if (RotatesRoot)
        {
            Set(spec, "CAConfig.SigningCACert", RootCertificate);
            Set(spec, "CAConfig.SigningCAKey", RootKey);
            SpecPath count = new("CAConfig.ForceRotate");
            count.Write(spec, 1 + ((long?)count.Read(spec) ?? 0));
        }

        return spec;
    }

    private static void Set(JsonObject spec, string path, JsonNode? value)
    {
        if (value is not null)
        {
            new SpecPath(path).Write(spec, value);
        }
    }

    private static void Merge(JsonObject from, JsonObject to)
    {
        foreach (KeyValuePair<string, JsonNode?> field in from)
        {
            if (field.Value is JsonObject part && to[field.Key] is JsonObject there)
            {
                Merge(part, there);
            }
            else
            {
                to[field.Key] = field.Value?.DeepClone();
            }
        }
    }

    private static JsonNode? Number(long? value) => value is { } number ? JsonValue.Create(number) : null;

    private static JsonNode? Number(TimeSpan? value) => value is { } time ? JsonValue.Create(Nanoseconds.Of(time)) : null;
}
