using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Syntax;

namespace SwarmTools.Registries;

/// <summary>Which logins are used to look images up, and which travel to the nodes.</summary>
internal sealed class RegistryAccess(IRegistryLogins logins, RegistrySending sending)
{
    private readonly HashSet<string> _warnedOf = [];

    /// <summary>The login for the engine's look-up of an image, or why there is none, where more than its absence is known.</summary>
    /// <remarks>Most images need no login, so a credential helper that fails is no reason to give up here.</remarks>
    public async Task<(RegistryLogin? Login, string Why)> ForLookUpAsync(string image, CancellationToken stop)
    {
        try
        {
            return (await logins.FindAsync(ImageName.Registry(image), stop).ConfigureAwait(false), logins.WithheldBecause);
        }
        catch (SwarmException failure) when (sending == RegistrySending.Nothing && failure.Is(ErrorId.CredentialHelperFailed))
        {
            return (null, failure.Message);
        }
    }

    /// <summary>The login that the nodes get with a service; null leaves what they have.</summary>
    public async Task<RegistryLogin?> ToSendAsync(string image, Action<string> warn, CancellationToken stop)
    {
        if (sending != RegistrySending.Login)
        {
            return sending == RegistrySending.Clear ? RegistryLogin.None : null;
        }

        string registry = ImageName.Registry(image);
        RegistryLogin? login = await logins.FindAsync(registry, stop).ConfigureAwait(false);
        if (login is null && _warnedOf.Add(registry))
        {
            warn($"There is no login for '{registry}' here, so none is sent; a service keeps the one it has. Use 'docker login {registry}' or -RegistryCredential if '{image}' needs one.");
        }

        return login;
    }
}
