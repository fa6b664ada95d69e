using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>Images, as registries and the engine know them.</summary>
internal interface IImageApi
{
    /// <summary>Asks the image's registry for its digest, through the engine.</summary>
    public Task<ImageLookup> LookUpImageAsync(string image, RegistryLogin? login, CancellationToken stop);

    /// <summary>Whether the engine itself holds the image.</summary>
    public Task<bool> HasImageAsync(string image, CancellationToken stop);
}
