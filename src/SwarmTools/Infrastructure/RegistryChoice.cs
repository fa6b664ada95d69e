using System.Management.Automation;
using SwarmTools.Engine;
using SwarmTools.Registries;

namespace SwarmTools.Infrastructure;

/// <summary>Where the logins of registries come from.</summary>
internal static class RegistryChoice
{
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
