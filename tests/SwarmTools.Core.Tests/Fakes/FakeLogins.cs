using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>Logins in memory.</summary>
internal sealed class FakeLogins : IRegistryLogins
{
    public Dictionary<string, RegistryLogin> Known { get; } = [];

    /// <summary>The registries asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    public string WithheldBecause => "";

    public Task<RegistryLogin?> FindAsync(string registry, CancellationToken stop)
    {
        Asked.Add(registry);
        return Task.FromResult(Known.GetValueOrDefault(registry));
    }
}
