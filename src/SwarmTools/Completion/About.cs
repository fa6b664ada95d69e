using System.Linq;
using SwarmTools.Text;

namespace SwarmTools.Completion;

/// <summary>What the list of completions says of objects: what tells one from another.</summary>
internal static class About
{
    public static string Of(SwarmService service) => $"{service.Mode}, {View.Replicas(service)}, {service.Image}";

    public static string Of(SwarmNode node) => $"{View.Role(node)}, {View.State(node)}, engine {node.EngineVersion}, {node.Address}";

    public static string Of(SwarmTask task) => $"{task.State} on {(task.NodeName.Length > 0 ? task.NodeName : "no node")}, {View.Age(task.StateChangedAt)}, {task.Image}";

    public static string Of(SwarmSecret secret) => $"secret, created {View.Age(secret.CreatedAt)}";

    public static string Of(SwarmConfig config) => $"config, {View.Size(config.Size)}, created {View.Age(config.CreatedAt)}";

    public static string Of(SwarmNetwork network) => string.Join(", ", new[]
    {
        network.Driver, View.List(network.Subnets), network.Attachable ? "attachable" : "", network.Internal ? "internal" : "", network.Encrypted ? "encrypted" : "",
    }.Where(part => part.Length > 0));

    public static string Of(SwarmVolume volume) => $"{volume.Driver}, {(volume.InUse ? "in use" : "not in use")}, created {View.Age(volume.CreatedAt)}";

    public static string Of(SwarmStack stack) => $"{stack.Services.Count} services, {View.Tasks(stack)} tasks";

    public static string Of(SwarmRevision revision) => string.Join(", ", new[]
    {
        revision.Image, revision.IsCurrent ? "current" : "", revision.Outcome.ToString(), View.Age(revision.CreatedAt), revision.Reason,
    }.Where(part => part.Length > 0));

    public static string Of(SwarmStackRevision revision) => string.Join(", ", new[]
    {
        $"{revision.ServiceCount} services", revision.IsCurrent ? "current" : "", revision.Outcome.ToString(), View.Age(revision.CreatedAt), revision.Reason,
    }.Where(part => part.Length > 0));

    public static string Of(SwarmConnection connection) => string.Join(", ", new[]
    {
        connection.Name, connection.SwarmState.ToString(), connection.EngineVersion.Length > 0 ? $"engine {connection.EngineVersion}" : "",
    }.Where(part => part.Length > 0));
}
