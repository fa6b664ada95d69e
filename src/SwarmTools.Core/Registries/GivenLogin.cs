using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Registries;

/// <summary>One login that the user gave, for the registry that the first image is in.</summary>
internal sealed class GivenLogin(string user, string password) : IRegistryLogins
{
    private string? _registry;

    public string WithheldBecause => "";

    /// <exception cref="SwarmException"><c>OptionInvalid</c> for another registry: it must not see this one's password.</exception>
    public Task<RegistryLogin?> FindAsync(string registry, CancellationToken stop)
    {
        string first = Interlocked.CompareExchange(ref _registry, registry, null) ?? registry;
        return first == registry
            ? Task.FromResult<RegistryLogin?>(RegistryLogin.OfPassword(DockerLogins.ServerOf(registry), user, password))
            : throw new SwarmException(
                ErrorId.OptionInvalid, $"-RegistryCredential is one login, and was used for '{first}' already, but the image is in '{registry}'. Run the command for each registry on its own.");
    }
}
