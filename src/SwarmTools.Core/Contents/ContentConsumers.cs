using System.Collections.Generic;
using System.Linq;
using SwarmTools.Specs;

namespace SwarmTools.Contents;

/// <summary>The versions of a secret or config, and the services that use one of them. Pure.</summary>
/// <typeparam name="T">Secrets or configs.</typeparam>
/// <param name="versions">The versions; there is one at least.</param>
/// <param name="uses">Where services name them.</param>
/// <param name="services">All services.</param>
internal sealed class ContentConsumers<T>(ContentVersions<T> versions, FileUses uses, IReadOnlyList<SwarmService> services)
    where T : SwarmObject
{
    public ContentVersions<T> Versions => versions;

    /// <summary>The ids of all versions.</summary>
    public IReadOnlyCollection<string> Ids { get; } = [.. versions.All.Select(version => version.Id)];

    /// <summary>The services that use another version than a given one; all that use any for null.</summary>
    public IReadOnlyList<SwarmService> ServicesNotOn(T? version) => [.. NotOn(version).Where(service => !service.Mode.IsJob())];

    /// <summary>The jobs that do. Their tasks are not replaced one after another, so they keep what they ran with.</summary>
    public IReadOnlyList<SwarmService> JobsNotOn(T? version) => [.. NotOn(version).Where(service => service.Mode.IsJob())];

    private IEnumerable<SwarmService> NotOn(T? version) =>
        services.Where(service => uses.IdsIn(ServiceSpec.Of(service).Json).Any(id => id != version?.Id && Ids.Contains(id)));
}
