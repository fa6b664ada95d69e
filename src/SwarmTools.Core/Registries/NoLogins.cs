using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Registries;

/// <summary>No login at all: for connections that others can read.</summary>
internal sealed class NoLogins : IRegistryLogins
{
    public string WithheldBecause => "No login was used, because the connection to the engine is not encrypted: use TLS, ssh, or -AllowPlaintext.";

    public Task<RegistryLogin?> FindAsync(string registry, CancellationToken stop) => Task.FromResult<RegistryLogin?>(null);
}
