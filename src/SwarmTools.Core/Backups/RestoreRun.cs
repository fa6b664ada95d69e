using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Specs;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>The ids that are known when objects and services are there, for the revisions that name them.</summary>
internal sealed class RestoreRun(RestorePlan plan, StackRun run)
{
    private static readonly SpecPath s_networks = new("TaskTemplate.Networks");

    /// <summary>What a revision needs and was not made; null for nothing.</summary>
    public string? Missing(BackupRevision revision) =>
        BackupRevisions.ServiceOf(revision.Document) is { } service && ServiceOf(service) is null
            ? $"the service '{service}'"
            : BackupRevisions.Specs(revision.Document).Select(MissingOf).FirstOrDefault(missing => missing is not null);

    /// <summary>The config that keeps a revision. What it needs must be there.</summary>
    public ConfigDefinition ConfigOf(BackupRevision revision) => new()
    {
        Name = revision.Name,
        Labels = revision.Labels,
        Data = PackedJson.Pack(BackupRevisions.Resolved(revision.Document, spec => run.Ids.Resolved(plan.Translated(spec)), NetworkOf, name => ServiceOf(name)!)),
    };

    // A network that is gone has its id; nobody can tell that from a name.
    private string? MissingOf(JsonObject spec)
    {
        JsonObject files = (JsonObject)spec.DeepClone();
        s_networks.Write(files, null);
        return run.Ids.Missing(files);
    }

    private string? NetworkOf(string name) => run.Ids.Networks([name]).Select(network => network.Key).FirstOrDefault();

    private string? ServiceOf(string name) => plan.Objects.Steps.FirstOrDefault(step => step.IsOf(SwarmStackObjectType.Service) && step.Change.Name == name) is not { } step ? null
        : step.Seen?.Id ?? (run.Sent.TryGetValue(step, out SentService? sent) && sent.Id.Length > 0 ? sent.Id : null);
}
