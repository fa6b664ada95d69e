using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Registries;
using SwarmTools.Specs;

namespace SwarmTools.Services;

/// <summary>Makes services.</summary>
internal sealed class ServiceCreator(IServiceApi services, ReferenceResolver references, ImageResolver images, RegistryAccess registries)
{
    /// <summary>Whether a service that was just made never was of use, so that nothing of it is to be left behind: its image exists nowhere.</summary>
    public static bool IsOfNoUse(SwarmRolloutResult result) => result.Outcome == SwarmRolloutOutcome.ImageNotFound;

    /// <summary>The service that a request made of whose answer nothing is known; null where there is none.</summary>
    public static async Task<ServiceCreation?> FindMadeAsync(IServiceApi services, JsonObject spec, CancellationToken stop) =>
        (await services.ListServicesAsync(stop).ConfigureAwait(false)).FirstOrDefault(service => service.Name == (string?)spec["Name"] && SpecDifferences.AreNone(ServiceSpec.Of(service).Json, spec)) is { } made
            ? new() { Id = made.Id }
            : null;

    /// <summary>Makes a service and returns its id. Everything that can be refused is refused before anything is made.</summary>
    /// <param name="name">The name.</param>
    /// <param name="mode">How it is scheduled; that can never change.</param>
    /// <param name="change">What differs from a service of no options.</param>
    /// <param name="requireAsync">Throws where the swarm cannot have a service of that spec.</param>
    /// <param name="warn">Takes what the user should know although all went well.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task<string> CreateAsync(string name, SwarmServiceMode mode, ServiceChange change, Func<JsonObject, CancellationToken, Task> requireAsync, Action<string> warn, CancellationToken stop)
    {
        Task<IReadOnlyList<SpecEdit>> edits = references.ResolveAsync(change, stop);
        Task<ImageResolution> image = images.ResolveAsync(change.Image, change.KeepTag, stop);
        Task<RegistryLogin?> login = registries.ToSendAsync(change.Image, warn, stop);
        await Task.WhenAll(edits, image, login).ConfigureAwait(false);
        ImageResolution resolved = await image.ConfigureAwait(false);
        resolved.Tell(warn);
        RegistryLogin? sent = await login.ConfigureAwait(false);
        IReadOnlyList<SpecEdit> all = [.. resolved.Edits(), .. await edits.ConfigureAwait(false), .. await references.AddCredentialAsync(change, stop).ConfigureAwait(false)];
        JsonObject spec = ServiceTemplate.Make(name, mode, all);
        await requireAsync(spec, stop).ConfigureAwait(false);
        ServiceCreation creation = await LostAnswers.MakeAsync(
            late => services.CreateServiceAsync(spec, sent, late), late => FindMadeAsync(services, spec, late), ErrorId.ServiceExists, stop).ConfigureAwait(false);
        foreach (string warning in creation.Warnings)
        {
            warn(warning);
        }

        return creation.Id;
    }
}
