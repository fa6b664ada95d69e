using System;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Mapping;
using SwarmTools.Engine.Transport;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public async Task<Swarm> InspectSwarmAsync(CancellationToken stop)
    {
        EngineDescription info = await InfoAsync(stop).ConfigureAwait(false);
        return await GetAsync("/swarm", EngineSubject.Swarm, (ref JsonCursor json) => SwarmMapper.Read(ref json, info), stop).ConfigureAwait(false);
    }

    public Task<SwarmJoinTokens> JoinTokensAsync(CancellationToken stop) =>
        GetAsync("/swarm", EngineSubject.Swarm, SwarmMapper.ReadTokens, stop);

    // A swarm's spec is written as JSON too: the typed one cannot say "keep no task history".
    public async Task<string> InitializeAsync(SwarmDefinition definition, CancellationToken stop)
    {
        JsonObject request = new()
        {
            ["ListenAddr"] = definition.ListenAddress,
            ["AdvertiseAddr"] = definition.AdvertiseAddress ?? "",
            ["DataPathAddr"] = definition.DataPathAddress ?? "",
            ["ForceNewCluster"] = definition.ForceNewCluster,
            ["AutoLockManagers"] = definition.AutoLock,
            ["Availability"] = EnumText.Write(definition.Availability, '-'),
            ["Spec"] = SpecOf(definition),
        };
        if (definition.DataPathPort is { } port)
        {
            request["DataPathPort"] = port;
        }

        if (definition.DefaultAddressPool.Count > 0)
        {
            JsonArray pools = [];
            foreach (string pool in definition.DefaultAddressPool)
            {
                pools.Add((JsonNode)pool);
            }

            request["DefaultAddrPool"] = pools;
        }

        if (definition.SubnetSize is { } size)
        {
            request["SubnetSize"] = size;
        }

        byte[] content = JsonSerializer.SerializeToUtf8Bytes((JsonNode)request);
        return await _http.PostForTextAsync("/swarm/init", content, EngineSubject.Swarm, stop).ConfigureAwait(false);
    }

    // Not by Docker.DotNet: it takes every 503, also a manager's refusal to leave, for "not part of a swarm", in an exception without a type.
    public Task LeaveAsync(bool force, CancellationToken stop) =>
        _http.PostForTextAsync(force ? "/swarm/leave?force=1" : "/swarm/leave", [], EngineSubject.Swarm, stop);

    public async Task JoinAsync(JoinDefinition definition, CancellationToken stop)
    {
        JsonObject fields = new()
        {
            ["ListenAddr"] = definition.ListenAddress,
            ["AdvertiseAddr"] = definition.AdvertiseAddress ?? "",
            ["DataPathAddr"] = definition.DataPathAddress ?? "",
            ["RemoteAddrs"] = new JsonArray([.. definition.RemoteAddresses.Select(address => (JsonNode)address)]),
            ["Availability"] = EnumText.Write(definition.Availability, '-'),
        };
        using SecretJson request = SecretJson.With(fields, "JoinToken", definition.Token);
        await _http.PostForTextAsync("/swarm/join", request.Bytes, EngineSubject.Swarm, stop).ConfigureAwait(false);
    }

    public Task UpdateSwarmAsync(Swarm swarm, JsonObject spec, SwarmRotation rotation, CancellationToken stop)
    {
        string Flag(SwarmRotation part) => (rotation & part) != 0 ? "true" : "false";
        string path = $"/swarm/update?version={swarm.Version.ToString(CultureInfo.InvariantCulture)}&rotateWorkerToken={Flag(SwarmRotation.WorkerToken)}" +
            $"&rotateManagerToken={Flag(SwarmRotation.ManagerToken)}&rotateManagerUnlockKey={Flag(SwarmRotation.UnlockKey)}";
        return _http.PostForTextAsync(path, JsonSerializer.SerializeToUtf8Bytes((JsonNode)spec), EngineSubject.SwarmOf(swarm.Name), stop);
    }

    public Task<SecureString> UnlockKeyAsync(CancellationToken stop) => GetAsync("/swarm/unlockkey", EngineSubject.Swarm, SwarmMapper.ReadUnlockKey, stop);

    public Task<EndpointAnswer> TryPortAsync(string address, int port, string? path, TimeSpan timeout, CancellationToken stop) =>
        EndpointProbe.TryAsync(address, port, path, timeout, stop);

    public Task<DateTimeOffset?> EndOfAsync(string address, CancellationToken stop) => LeafCertificates.EndOfAsync(address, stop);

    public async Task UnlockAsync(SecureString key, CancellationToken stop)
    {
        using SecretJson request = SecretJson.With([], "UnlockKey", key);
        await _http.PostForTextAsync("/swarm/unlock", request.Bytes, EngineSubject.Swarm, stop).ConfigureAwait(false);
    }

    private static JsonObject SpecOf(SwarmDefinition definition)
    {
        JsonObject raft = [];
        Set(raft, "SnapshotInterval", definition.SnapshotInterval);
        Set(raft, "KeepOldSnapshots", definition.MaxSnapshots);
        JsonObject orchestration = [];
        Set(orchestration, "TaskHistoryRetentionLimit", definition.TaskHistoryLimit);
        JsonObject dispatcher = [];
        Set(dispatcher, "HeartbeatPeriod", NanosecondsOf(definition.DispatcherHeartbeat));
        JsonObject certificates = [];
        Set(certificates, "NodeCertExpiry", NanosecondsOf(definition.CertificateExpiry));
        if (definition.ExternalCas.Count > 0)
        {
            certificates["ExternalCAs"] = new JsonArray([.. definition.ExternalCas.Select(authority => ExternalCaSpec.Build(authority))]);
        }

        return new()
        {
            ["Orchestration"] = orchestration,
            ["Raft"] = raft,
            ["Dispatcher"] = dispatcher,
            ["CAConfig"] = certificates,
            ["EncryptionConfig"] = new JsonObject { ["AutoLockManagers"] = definition.AutoLock },
        };
    }

    private static void Set(JsonObject json, string name, long? value)
    {
        if (value is { } number)
        {
            json[name] = number;
        }
    }

    private static long? NanosecondsOf(TimeSpan? duration) => duration is { } time ? Nanoseconds.Of(time) : null;
}
