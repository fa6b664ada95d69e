using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Registries;

/// <summary>One login that the user gave, for whatever registry the image is in.</summary>
internal sealed class GivenLogin(string user, string password) : IRegistryLogins
{
    public Task<RegistryLogin?> FindAsync(string registry, CancellationToken stop) =>
        Task.FromResult<RegistryLogin?>(RegistryLogin.OfPassword(DockerLogins.ServerOf(registry), user, password));
}
