using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>Compares the kept revisions of a backup with the configs of their names that a swarm has. Pure.</summary>
internal sealed class RestoreRevisions(SeenSwarm target, RestoreSpec specs, ComparableSpec comparable, RestoreFindings findings)
{
    private readonly BackupNames _names = new(target.Observed);

    public RestoreStep Step(BackupRevision revision)
    {
        SwarmConfig? there = target.Observed.Configs.FirstOrDefault(config => config.Name == revision.Name);
        string what = $"revision {BackupRevisions.NumberOf(revision)} of {BackupRevisions.OwnerOf(revision)}";
        if (there is not null && !Keeps(there, revision))
        {
            findings.Conflict($"the config '{revision.Name}' has other data than {what} (-Exclude History leaves revisions as they are)");
        }

        SwarmStackChange change = new()
        {
            Type = SwarmStackObjectType.Config,
            Name = revision.Name,
            Action = there is null ? SwarmStackAction.Create : SwarmStackAction.Keep,
            Reason = there is null ? what : "",
        };
        return new(new(change)) { Revision = revision };
    }

    private bool Keeps(SwarmConfig there, BackupRevision revision) => BackupRevisions.Unpacked(there.Data) is { } document
        && JsonNode.DeepEquals(Comparable(BackupRevisions.Named(document, _names, [])), Comparable(revision.Document));

    // As this swarm would get it, without ids: a service that was made again has another one.
    private JsonObject Comparable(JsonObject document) =>
        BackupRevisions.WithoutServiceId(BackupRevisions.WithSpecs(document, spec => comparable.Of(specs.Of(spec, _ => { }))));
}
