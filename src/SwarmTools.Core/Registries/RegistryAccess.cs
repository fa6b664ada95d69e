using System;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Syntax;

namespace SwarmTools.Registries;

/// <summary>Which logins are used to look images up, and which travel to the nodes.</summary>
internal sealed class RegistryAccess(IRegistryLogins logins, RegistrySending sending)
{
    /// <summary>The login for the engine's look-up of an image; null for none.</summary>
    public Task<RegistryLogin?> ForLookUpAsync(string image, CancellationToken stop) => logins.FindAsync(ImageName.Registry(image), stop);

    /// <summary>The login that the nodes get with a service; null leaves what they have.</summary>
    public async Task<RegistryLogin?> ToSendAsync(string image, Action<string> warn, CancellationToken stop)
    {
        if (sending != RegistrySending.Login)
        {
            return sending == RegistrySending.Clear ? RegistryLogin.None : null;
        }

        string registry = ImageName.Registry(image);
        RegistryLogin? login = await logins.FindAsync(registry, stop).ConfigureAwait(false);
        if (login is null)
        {
            warn($"There is no login for '{registry}' here, so the nodes get none. Use 'docker login {registry}' or -RegistryCredential if '{image}' needs one.");
        }

        return login;
    }
}
