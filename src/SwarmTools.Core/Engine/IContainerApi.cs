using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>Containers of the one engine that answers, which are no tasks of the swarm.</summary>
internal interface IContainerApi
{
    /// <summary>Makes a container that removes itself when it ends, and returns its id. It does not run yet.</summary>
    /// <exception cref="SwarmException"><c>ImageNotFound</c> where the engine does not have the image: it pulls none here.</exception>
    public Task<string> CreateContainerAsync(ContainerDefinition definition, CancellationToken stop);

    /// <summary>Connects with the input and the output of a container; before it is started, so that nothing is lost.</summary>
    public Task<IContainerStream> AttachContainerAsync(string id, CancellationToken stop);

    public Task StartContainerAsync(string id, CancellationToken stop);

    /// <summary>Ends and removes a container; one that is gone already is as good.</summary>
    public Task RemoveContainerAsync(string id, CancellationToken stop);

    /// <summary>Fetches an image from its registry.</summary>
    /// <exception cref="SwarmException"><c>ImageNotFound</c>, <c>RegistryDenied</c>.</exception>
    public Task PullImageAsync(string image, RegistryLogin? login, CancellationToken stop);
}
