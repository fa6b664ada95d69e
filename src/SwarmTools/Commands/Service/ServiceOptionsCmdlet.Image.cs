using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Registries;
using SwarmTools.Services;

namespace SwarmTools.Commands;

/// <content>How its image is found, and who may pull it.</content>
public abstract partial class ServiceOptionsCmdlet
{
    private readonly Dictionary<LiveConnection, (ImageResolver Images, RegistryAccess Registries)> _registries = [];
    private IRegistryLogins? _logins;

    /// <summary>Sends the image as written, without asking the registry for its digest.</summary>
    [Parameter]
    public SwitchParameter NoResolveImage { get; set; }

    /// <summary>Sends the login for the image's registry, as 'docker login' keeps it, to the nodes that pull the image.</summary>
    [Parameter]
    public SwitchParameter WithRegistryAuth { get; set; }

    /// <summary>The login for the image's registry. It travels to the nodes that pull the image.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? RegistryCredential { get; set; }

    /// <summary>Sends registry logins over a connection that is not encrypted.</summary>
    [Parameter]
    public SwitchParameter AllowPlaintext { get; set; }

    /// <summary>What the nodes are told of logins.</summary>
    private protected virtual RegistrySending Sending => WithRegistryAuth || RegistryCredential is not null ? RegistrySending.Login : RegistrySending.Nothing;

    /// <summary>What looks images up and chooses logins; one for a connection, so that nothing is asked twice.</summary>
    /// <exception cref="SwarmException"><c>PlaintextRefused</c>.</exception>
    private protected (ImageResolver Images, RegistryAccess Registries) RegistriesOf(LiveConnection live)
    {
        if (!_registries.TryGetValue(live, out (ImageResolver Images, RegistryAccess Registries) known))
        {
            if (Sending == RegistrySending.Login)
            {
                RequirePrivate(live, "registry login", AllowPlaintext);
            }

            bool isReadable = live.Connection.Settings.IsReadableOnTheWay && !AllowPlaintext;
            RegistryAccess registries = new(isReadable ? new NoLogins() : _logins ??= RegistryChoice.Logins(WithRegistryAuth, RegistryCredential), Sending);
            _registries[live] = known = (new(live.Engine, registries), registries);
        }

        return known;
    }
}
