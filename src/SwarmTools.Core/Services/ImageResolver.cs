using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Registries;
using SwarmTools.Syntax;

namespace SwarmTools.Services;

/// <summary>Pins images to the digest that their registry has now, so that all nodes run the same one. Each image is looked up once.</summary>
/// <remarks>An image that only the engine has is sent as it is: it has no digest, and other nodes may have it as well.</remarks>
internal sealed class ImageResolver(IImageApi images, RegistryAccess registries)
{
    private readonly Dictionary<string, Task<ImageResolution>> _known = [];

    /// <param name="image">The reference.</param>
    /// <param name="keepTag">Whether no registry is asked.</param>
    /// <param name="stop">Ends the requests.</param>
    /// <exception cref="SwarmException"><c>ImageNotFound</c>, <c>RegistryDenied</c>.</exception>
    public Task<ImageResolution> ResolveAsync(string image, bool keepTag, CancellationToken stop)
    {
        string name = ImageName.WithTag(ImageName.Familiar(image));
        if (keepTag || ImageName.IsId(name))
        {
            return Task.FromResult(new ImageResolution(name, ""));
        }

        lock (_known)
        {
            return _known.TryGetValue(name, out Task<ImageResolution>? known) ? known : _known[name] = LookUpAsync(name, stop);
        }
    }

    private async Task<ImageResolution> LookUpAsync(string image, CancellationToken stop)
    {
        (RegistryLogin? login, string why) = await registries.ForLookUpAsync(image, stop).ConfigureAwait(false);
        ImageLookup found = await images.LookUpImageAsync(image, login, stop).ConfigureAwait(false);
        if (ImageName.IsPinned(image))
        {
            // Nothing is left to find out but the platforms: a node that has it needs no registry.
            return new(image, "") { Platforms = found.Platforms };
        }

        if (found.Outcome == ImageLookupOutcome.Found && found.Digest.Length > 0)
        {
            return new($"{image}@{found.Digest}", "") { Platforms = found.Platforms };
        }

        if (await images.HasImageAsync(image, stop).ConfigureAwait(false))
        {
            return new(image, $"The registry of '{image}' does not have it or did not answer, but the engine has it, so it is sent without a digest; each node needs it. ({found.Message})");
        }

        return found.Outcome switch
        {
            ImageLookupOutcome.NotFound => throw new SwarmException(
                ErrorId.ImageNotFound, $"The image '{image}' does not exist in its registry, nor on the engine. ({found.Message})"),
            ImageLookupOutcome.Denied => throw new SwarmException(ErrorId.RegistryDenied, Denied(image, login, why, found.Message)),
            _ => new(image, $"The registry of '{image}' did not answer, so the image is not pinned to a digest; nodes may run different ones. ({found.Message})"),
        };
    }

    private static string Denied(string image, RegistryLogin? login, string why, string message)
    {
        string registry = ImageName.Registry(image);
        string remedy = login is not null ? $"The login for '{registry}' is not enough."
            : why.Length > 0 ? why
            : $"There is no login for '{registry}' here: use 'docker login {registry}' or -RegistryCredential.";
        return $"The registry '{registry}' denied access to the image '{image}': it does not exist, or needs a login. {remedy} ({message})";
    }
}
