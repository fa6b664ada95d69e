using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>The services of a swarm. Specs go in and out as the engine's JSON, so that unknown fields survive.</summary>
internal interface IServiceApi
{
    /// <summary>All services, by name, with the counts of their tasks.</summary>
    public Task<IReadOnlyList<SwarmService>> ListServicesAsync(CancellationToken stop);

    /// <summary>One service by id or name.</summary>
    public Task<SwarmService> GetServiceAsync(string idOrName, CancellationToken stop);

    /// <summary>One service by its id, with the counts of its tasks, which only lists have.</summary>
    public Task<SwarmService> GetServiceWithCountsAsync(string id, CancellationToken stop);

    /// <summary>The whole object that the engine keeps of a service, by id or name.</summary>
    public Task<ServiceDocument> InspectServiceAsync(string idOrName, CancellationToken stop);

    /// <summary>Makes a service and returns its id. The login, if any, travels to the nodes that pull its image.</summary>
    public Task<ServiceCreation> CreateServiceAsync(JsonObject spec, RegistryLogin? login, CancellationToken stop);

    /// <summary>Replaces the spec of a service and returns the engine's warnings; refused (<c>UpdateOutOfSequence</c>) unless the version is the newest.</summary>
    /// <param name="id">The service.</param>
    /// <param name="version">The version that was read.</param>
    /// <param name="spec">All of its spec.</param>
    /// <param name="readAt">The API version that it was read at: a manager of another version would get a spec that lacks what it knows, or drop what it does not know, and is not asked (<c>UpdateOutOfSequence</c>).</param>
    /// <param name="login">The registry login for the nodes; without one they keep that of the service.</param>
    /// <param name="stop">Ends the request.</param>
    public Task<IReadOnlyList<string>> UpdateServiceAsync(string id, long version, JsonObject spec, Version readAt, RegistryLogin? login, CancellationToken stop);

    /// <summary>Lets the engine go back to the spec that a service had before; refused like an update.</summary>
    public Task<IReadOnlyList<string>> RollBackServiceAsync(string id, long version, JsonObject spec, CancellationToken stop);

    public Task RemoveServiceAsync(string id, string name, CancellationToken stop);
}
