using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Registries;
using SwarmTools.Specs;

namespace SwarmTools.Services;

/// <summary>Turns one change into edits, for all services of a swarm: what its names mean, and which digest its image has, is asked once.</summary>
internal sealed class ServiceChangeResolver(ServiceChange change, ReferenceResolver references, ImageResolver images, RegistryAccess registries)
{
    private Task<IReadOnlyList<SpecEdit>>? _edits;

    /// <summary>The edits, and the login that the nodes are to get with them; null leaves what they have.</summary>
    /// <param name="service">The service; its own image tells the registry where the change names none.</param>
    /// <param name="warn">Takes what the user should know although all went well.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <exception cref="SwarmException">The ids of <see cref="ReferenceResolver"/> and <see cref="ImageResolver"/>.</exception>
    public async Task<(IReadOnlyList<SpecEdit> Edits, RegistryLogin? Login)> ResolveAsync(SwarmService service, Action<string> warn, CancellationToken stop)
    {
        IReadOnlyList<SpecEdit> edits = await (_edits ??= EditsAsync(warn, stop)).ConfigureAwait(false);
        return (edits, await registries.ToSendAsync(change.Image.Length > 0 ? change.Image : service.Image, warn, stop).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<SpecEdit>> EditsAsync(Action<string> warn, CancellationToken stop)
    {
        Task<IReadOnlyList<SpecEdit>> edits = references.ResolveAsync(change, stop);
        Task<IReadOnlyList<SpecEdit>> image = ImageAsync(warn, stop);
        await Task.WhenAll(edits, image).ConfigureAwait(false);
        return [.. await image.ConfigureAwait(false), .. await edits.ConfigureAwait(false), .. await references.AddCredentialAsync(change, stop).ConfigureAwait(false)];
    }

    private async Task<IReadOnlyList<SpecEdit>> ImageAsync(Action<string> warn, CancellationToken stop)
    {
        if (change.Image.Length == 0)
        {
            return [];
        }

        ImageResolution resolved = await images.ResolveAsync(change.Image, change.KeepTag, stop).ConfigureAwait(false);
        resolved.Tell(warn);
        return [.. resolved.Edits()];
    }
}
