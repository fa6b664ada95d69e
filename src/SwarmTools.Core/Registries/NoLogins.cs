using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Registries;

/// <summary>No login at all: for connections that others can read.</summary>
internal sealed class NoLogins : IRegistryLogins
{
    public Task<RegistryLogin?> FindAsync(string registry, CancellationToken stop) => Task.FromResult<RegistryLogin?>(null);
}
