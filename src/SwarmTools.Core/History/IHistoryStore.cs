using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.History;

/// <summary>Where the revisions of services are kept, so that every machine sees them.</summary>
internal interface IHistoryStore
{
    /// <summary>The revisions of a service, oldest first; of all services, by name, for null.</summary>
    public Task<IReadOnlyList<SwarmRevision>> ListAsync(string? serviceName, CancellationToken stop);

    /// <summary>The specs of all revisions, of services as of stacks: what they name is needed to go back.</summary>
    public Task<IReadOnlyList<JsonObject>> SpecsAsync(CancellationToken stop);

    /// <summary>Keeps a revision under the next number.</summary>
    public Task<SwarmRevision> AddAsync(RevisionDraft draft, CancellationToken stop);

    /// <summary>Notes how the rollout of a revision ended; one that is gone meanwhile is left alone.</summary>
    public Task MarkAsync(SwarmRevision revision, SwarmRolloutOutcome outcome, CancellationToken stop);

    /// <summary>Forgets a revision; one that is gone meanwhile is no error.</summary>
    public Task RemoveAsync(SwarmRevision revision, CancellationToken stop);
}
