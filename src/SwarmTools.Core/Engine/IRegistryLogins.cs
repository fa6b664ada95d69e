using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <summary>Where the logins of registries are kept.</summary>
internal interface IRegistryLogins
{
    /// <summary>The login for a registry, such as <c>ghcr.io</c> or <c>docker.io</c>; null for none.</summary>
    public Task<RegistryLogin?> FindAsync(string registry, CancellationToken stop);

    /// <summary>Why no login is given although there may be one; empty where none is withheld.</summary>
    public string WithheldBecause { get; }
}
