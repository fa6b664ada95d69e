using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Text;

namespace SwarmTools.Core.Tests.Fakes;

// The swarm itself, and what is done to its nodes.
internal sealed partial class FakeSwarm
{
    private JsonObject _spec = [];
    private long _version = 1;

    /// <summary>The spec of the swarm.</summary>
    public JsonObject Spec
    {
        get => _spec;
        set => (_spec, _version) = (value, _version + 1);
    }

    /// <summary>What was replaced.</summary>
    public SwarmRotation Rotated { get; private set; }

    public Task<Swarm> InspectSwarmAsync(CancellationToken stop)
    {
        Note("swarm", stop);
        return Task.FromResult(new Swarm
        {
            Name = "default",
            Version = _version,
            RawJson = Encoding.UTF8.GetBytes(_spec.ToJsonString()),
            Labels = Pairs(_spec["Labels"]),
        });
    }

    public Task UpdateSwarmAsync(Swarm swarm, JsonObject spec, SwarmRotation rotation, CancellationToken stop)
    {
        BeforeUpdate();
        Note($"update swarm {swarm.Version}", stop);
        if (swarm.Version != _version)
        {
            throw new SwarmException(ErrorId.UpdateOutOfSequence, "The swarm was changed by somebody else: update out of sequence.");
        }

        Spec = spec;
        Rotated |= rotation;
        AfterUpdate();
        return Task.CompletedTask;
    }

    public Task UpdateNodeAsync(SwarmNode node, JsonObject spec, CancellationToken stop)
    {
        BeforeUpdate();
        Note($"update node {node.Name} {spec.ToJsonString()}", stop);
        int index = Nodes.FindIndex(other => other.Id == node.Id);
        if (Nodes[index].Version != node.Version)
        {
            throw new SwarmException(ErrorId.UpdateOutOfSequence, $"The node '{node.Name}' was changed by somebody else: update out of sequence.");
        }

        SwarmNodeRole role = EnumText.Parse<SwarmNodeRole>((string?)spec["Role"] ?? "worker");
        Nodes[index] = A.Node(
            node.Name,
            role,
            EnumText.Parse<SwarmNodeAvailability>((string?)spec["Availability"] ?? "active"),
            role == SwarmNodeRole.Manager ? SwarmReachability.Reachable : SwarmReachability.None,
            node.State,
            node.Version + 1,
            Pairs(spec["Labels"]));
        AfterUpdate();
        return Task.CompletedTask;
    }

    public Task RemoveNodeAsync(string id, string name, bool force, CancellationToken stop)
    {
        Note($"remove node {name}{(force ? " by force" : "")}", stop);
        return Nodes.RemoveAll(node => node.Id == id) > 0 ? Task.CompletedTask : throw new SwarmException(ErrorId.NodeNotFound, $"There is no node '{name}'.");
    }

    public Task JoinAsync(JoinDefinition definition, CancellationToken stop) => throw new System.NotSupportedException();

    public Task<SecureString> UnlockKeyAsync(CancellationToken stop) => throw new System.NotSupportedException();

    public Task<System.DateTimeOffset?> EndOfAsync(string address, CancellationToken stop) => throw new System.NotSupportedException();

    public Task UnlockAsync(SecureString key, CancellationToken stop) => throw new System.NotSupportedException();

    private static Dictionary<string, string> Pairs(JsonNode? json) => (json as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => (string)pair.Value!);
}
