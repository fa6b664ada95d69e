using System.Management.Automation;
using SwarmTools.Engine;
using SwarmTools.Registries;

namespace SwarmTools.Infrastructure;

/// <summary>Where the logins of registries come from.</summary>
internal static class RegistryChoice
{
    /// <summary>How registries are asked for images, and what the nodes that pull them are sent. Without a login no registry that wants one is asked over a connection that others can read.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static RegistryAccess Access(LiveConnection live, bool withRegistryAuth, PSCredential? credential, bool allowPlaintext)
    {
        bool isReadable = live.Connection.Settings.IsReadableOnTheWay && !allowPlaintext;
        return new(
            isReadable ? new NoLogins() : Logins(withRegistryAuth, credential),
            withRegistryAuth || credential is not null ? RegistrySending.Login : RegistrySending.Nothing);
    }

    /// <summary>A login that was given, or those that docker keeps.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c> for both.</exception>
    public static IRegistryLogins Logins(bool withRegistryAuth, PSCredential? credential)
    {
        if (withRegistryAuth && credential is not null)
        {
            throw new SwarmException(ErrorId.OptionInvalid, "-WithRegistryAuth sends the login that docker keeps, -RegistryCredential another one. Leave out one of the two.");
        }

        return credential is not null
            ? new GivenLogin(credential.UserName, credential.GetNetworkCredential().Password)
            : new DockerLogins(new(new Connections.ProcessEnvironment(), folder: null), EngineConnector.CredentialHelper());
    }
}
