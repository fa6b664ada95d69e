using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Services;

/// <summary>Pins images to the digest that their registry has now, so that all nodes run the same one.</summary>
/// <remarks>An image that only the engine has is sent as it is: it has no digest, and other nodes may have it as well.</remarks>
internal sealed class ImageResolver(IImageApi images)
{
    /// <exception cref="SwarmException"><c>ImageNotFound</c>, <c>RegistryDenied</c>.</exception>
    public async Task<ImageResolution> ResolveAsync(string image, CancellationToken stop)
    {
        string tagged = ImageName.WithTag(image);
        if (ImageName.IsPinned(image))
        {
            return new(image, "");
        }

        ImageLookup found = await images.LookUpImageAsync(tagged, stop).ConfigureAwait(false);
        if (found.Outcome == ImageLookupOutcome.Found && found.Digest.Length > 0)
        {
            return new($"{tagged}@{found.Digest}", "");
        }

        if (await images.HasImageAsync(tagged, stop).ConfigureAwait(false))
        {
            return new(tagged, "");
        }

        return found.Outcome switch
        {
            ImageLookupOutcome.NotFound => throw new SwarmException(
                ErrorId.ImageNotFound, $"The image '{tagged}' does not exist in its registry, nor on the engine. ({found.Message})"),
            ImageLookupOutcome.Denied => throw new SwarmException(
                ErrorId.RegistryDenied, $"The registry refused access to the image '{tagged}': it does not exist, or needs a login. ({found.Message})"),
            _ => new(tagged, $"The registry of '{tagged}' did not answer, so the image is not pinned to a digest; nodes may run different ones. ({found.Message})"),
        };
    }
}
