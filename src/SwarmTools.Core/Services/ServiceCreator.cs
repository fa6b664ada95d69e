using System;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Specs;

namespace SwarmTools.Services;

/// <summary>Makes services.</summary>
internal sealed class ServiceCreator(IServiceApi services, ReferenceResolver references, ImageResolver images)
{
    /// <summary>Makes a service and returns its id. Everything that can be refused is refused before anything is made.</summary>
    /// <param name="definition">The service.</param>
    /// <param name="warn">Takes what the user should know although all went well.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task<string> CreateAsync(ServiceDefinition definition, Action<string> warn, CancellationToken stop)
    {
        ServiceDefinition resolved = await references.ResolveAsync(definition, stop).ConfigureAwait(false);
        if (!definition.KeepTag)
        {
            ImageResolution image = await images.ResolveAsync(definition.Image, stop).ConfigureAwait(false);
            resolved = resolved with { Image = image.Image };
            if (image.Warning.Length > 0)
            {
                warn(image.Warning);
            }
        }

        ServiceCreation creation = await services.CreateServiceAsync(ServiceSpecBuilder.Build(resolved), stop).ConfigureAwait(false);
        foreach (string warning in creation.Warnings)
        {
            warn(warning);
        }

        return creation.Id;
    }
}
