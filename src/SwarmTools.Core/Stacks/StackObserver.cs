using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.Services;
using SwarmTools.Syntax;

namespace SwarmTools.Stacks;

/// <summary>Looks at a swarm once, for all that a plan needs to know. Nothing is written.</summary>
internal sealed class StackObserver(IServiceApi services, INetworkApi networks, ISecretApi secrets, IConfigApi configs, ImageResolver images)
{
    private const string OfSwarm = "swarm";

    /// <summary>Networks of each node, which a swarm knows under ids of its own.</summary>
    public static readonly IReadOnlyList<string> Predefined = ["host", "bridge", "none", "nat"];

    /// <param name="desired">What is wished.</param>
    /// <param name="contents">The data of its secrets and configs.</param>
    /// <param name="resolving">Which images are looked up.</param>
    /// <param name="warn">Takes what the user should know.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <exception cref="SwarmException"><c>FileNotFound</c>, <c>DataInvalid</c>, <c>ImageNotFound</c>, <c>RegistryDenied</c>.</exception>
    public async Task<ObservedStack> ObserveAsync(DesiredStack desired, StackContents contents, ImageResolving resolving, Action<string> warn, CancellationToken stop)
    {
        ObservedStack seen = await SeeAsync(desired.ExternalNetworks, stop).ConfigureAwait(false);
        Task<IReadOnlyDictionary<string, ImageResolution>> imagesToRun = ImagesAsync(desired, seen, resolving, warn, stop);
        Task<IReadOnlyDictionary<string, SwarmSecret>> sameSecrets = SameSecretsAsync(desired, seen, contents, stop);
        await Task.WhenAll(imagesToRun, sameSecrets).ConfigureAwait(false);
        return seen with
        {
            Images = await imagesToRun.ConfigureAwait(false),
            SameSecrets = await sameSecrets.ConfigureAwait(false),
            SameConfigs = SameConfigs(desired, seen, contents),
        };
    }

    /// <summary>Looks at what a swarm has.</summary>
    /// <param name="externalNetworks">The networks that are used and may be those of each node, which no swarm lists.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task<ObservedStack> SeeAsync(IReadOnlyList<string> externalNetworks, CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmService>> serviceList = services.ListServicesAsync(stop);
        Task<IReadOnlyList<SwarmNetwork>> networkList = NetworksAsync(externalNetworks, stop);
        Task<IReadOnlyList<SwarmSecret>> secretList = secrets.ListSecretsAsync(stop);
        Task<IReadOnlyList<SwarmConfig>> configList = configs.ListConfigsAsync(stop);
        await Task.WhenAll(serviceList, networkList, secretList, configList).ConfigureAwait(false);
        return new()
        {
            Services = await serviceList.ConfigureAwait(false),
            Networks = await networkList.ConfigureAwait(false),
            Secrets = await secretList.ConfigureAwait(false),
            Configs = await configList.ConfigureAwait(false),
        };
    }

    private async Task<IReadOnlyList<SwarmNetwork>> NetworksAsync(IReadOnlyList<string> externalNetworks, CancellationToken stop)
    {
        Task<IReadOnlyList<SwarmNetwork>> all = networks.ListNetworksAsync(stop);
        Task<SwarmNetwork?>[] predefined = [.. externalNetworks.Intersect(Predefined, StringComparer.Ordinal).Select(name => networks.FindSwarmNetworkAsync(name, stop))];
        SwarmNetwork?[] found = await Task.WhenAll(predefined).ConfigureAwait(false);
        return [.. found.OfType<SwarmNetwork>(), .. (await all.ConfigureAwait(false)).OrderByDescending(network => network.Scope == OfSwarm)];
    }

    private async Task<IReadOnlyDictionary<string, ImageResolution>> ImagesAsync(DesiredStack desired, ObservedStack seen, ImageResolving resolving, Action<string> warn, CancellationToken stop)
    {
        (string Name, ImageResolution? Image)[] found = await Task.WhenAll(desired.Services.Select(async service =>
            (service.Name, await ImageAsync(service, seen.Service(service.Name), resolving, stop).ConfigureAwait(false)))).ConfigureAwait(false);
        foreach (string warning in found.Select(service => service.Image?.Warning ?? "").Where(warning => warning.Length > 0).Distinct(StringComparer.Ordinal))
        {
            warn(warning);
        }

        return found.Where(service => service.Image is { IsKept: false }).ToDictionary(service => service.Name, service => service.Image!, StringComparer.Ordinal);
    }

    // Kept is what runs under the tag of the file: a tag of which no registry tells the digest is no reason to run without one.
    private async Task<ImageResolution?> ImageAsync(DesiredService service, SwarmService? there, ImageResolving resolving, CancellationToken stop)
    {
        bool runs = there is not null && Runs(there, service.Image);
        if (runs && resolving != ImageResolving.Always)
        {
            return null;
        }

        ImageResolution image = await images.ResolveAsync(service.Image, keepTag: resolving == ImageResolving.Never, stop).ConfigureAwait(false);
        return image with { IsKept = runs && !ImageName.IsPinned(image.Image) };
    }

    /// <summary>Whether a service was given an image by its file, and runs it.</summary>
    public static bool Runs(SwarmService there, string image)
    {
        string tag = ImageName.WithTag(ImageName.Familiar(image));
        return (there.Image == tag || $"{there.Image}@{there.ImageDigest}" == tag) && there.Labels.TryGetValue(StackNames.ImageLabel, out string? label) && label == image;
    }

    private async Task<IReadOnlyDictionary<string, SwarmSecret>> SameSecretsAsync(DesiredStack desired, ObservedStack seen, StackContents contents, CancellationToken stop)
    {
        (string Name, SwarmSecret? Same)[] found = await Task.WhenAll(desired.Secrets.Where(secret => secret.Source.Kind != ContentSourceKind.Driver && contents.IsKnown(secret)).Select(async secret =>
        {
            using SecretPayload value = contents.Secret(secret);
            foreach (SwarmSecret version in new ContentVersions<SwarmSecret>(secret.Name, seen.Secrets).All.Reverse())
            {
                if (version.Driver.Length == 0 && version.TemplateDriver == secret.TemplateDriver && await secrets.HasValueAsync(version, value, stop).ConfigureAwait(false))
                {
                    return (secret.Name, version);
                }
            }

            return (secret.Name, (SwarmSecret?)null);
        })).ConfigureAwait(false);
        return found.Where(secret => secret.Same is not null).ToDictionary(secret => secret.Name, secret => secret.Same!, StringComparer.Ordinal);
    }

    /// <summary>By the plain names of wished configs: the version that has the wished data.</summary>
    public static IReadOnlyDictionary<string, SwarmConfig> SameConfigs(DesiredStack desired, ObservedStack seen, StackContents contents)
    {
        Dictionary<string, SwarmConfig> same = new(StringComparer.Ordinal);
        foreach (DesiredContent config in desired.Configs)
        {
            byte[] data = contents.Config(config);
            if (SameConfig(config.Name, data, config.TemplateDriver, seen) is { } version)
            {
                same[config.Name] = version;
            }
        }

        return same;
    }

    /// <summary>The newest version of a config that has some data; null for none.</summary>
    public static SwarmConfig? SameConfig(string plain, byte[] data, string templateDriver, ObservedStack seen) => new ContentVersions<SwarmConfig>(plain, seen.Configs).All
        .LastOrDefault(version => version.TemplateDriver == templateDriver && version.Data.AsSpan().SequenceEqual(data));
}
