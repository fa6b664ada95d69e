using System.Management.Automation;
using System.Security.Cryptography.X509Certificates;
using SwarmTools.Completion;
using SwarmTools.Connections;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that is told where an engine is.</summary>
public abstract class EndpointCmdlet : ConnectedCmdlet
{
    private protected const string ByHost = "ByHost";
    private protected const string ByContext = "ByContext";
    private protected const string ByObject = "ByObject";

    private protected EndpointCmdlet()
    {
    }

    /// <summary>The address: npipe:////./pipe/NAME, unix:///PATH, tcp://HOST[:PORT] or ssh://[USER@]HOST[:PORT][/PATH]. Several are managers of one swarm.</summary>
    [Parameter(Position = 0, ParameterSetName = ByHost)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(HostUriCompleter))]
    public string[] HostUri { get; set; } = [];

    /// <summary>The name of a docker context.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByContext)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ContextNameCompleter))]
    public string Context { get; set; } = "";

    /// <summary>A connection, from Get-SwarmConnection, or a docker context, from Get-SwarmContext.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ValidateNotNull]
    public PSObject? InputObject { get; set; }

    /// <summary>The folder of the docker configuration. The default is DOCKER_CONFIG, then .docker in the home folder.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigPath { get; set; }

    /// <summary>Encrypts tcp with TLS and verifies the server, also on ports other than 2376.</summary>
    [Parameter]
    public SwitchParameter UseTls { get; set; }

    /// <summary>Accepts any certificate of the server. Only for tests: anybody on the way can pretend to be the server.</summary>
    [Parameter]
    public SwitchParameter SkipTlsVerify { get; set; }

    /// <summary>The PEM file of the certificates that the server is verified with (ca.pem).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CaCertificate { get; set; }

    /// <summary>The PEM file of the client certificate (cert.pem).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClientCertificate { get; set; }

    /// <summary>The PEM file of the client certificate's key (key.pem).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ClientKey { get; set; }

    /// <summary>A client certificate with its key, such as one of the Windows certificate store.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The settings that the parameters name; null when they name none.</summary>
    /// <exception cref="SwarmException">
    /// <c>OptionInvalid</c> for a connection together with an address, a context or certificates; <c>WrongKind</c> for what is neither
    /// connection nor context.
    /// </exception>
    private protected ConnectionSettings? Named()
    {
        SwarmConnection? connection = InputObject?.BaseObject as SwarmConnection ?? Connection;
        ConnectionRequest request = new()
        {
            HostUri = HostUri,
            Context = ContextName(),
            ConfigPath = FullPath(ConfigPath) ?? (InputObject?.BaseObject as SwarmContext)?.Folder,
            UseTls = UseTls,
            SkipTlsVerify = SkipTlsVerify,
            CaCertificatePath = FullPath(CaCertificate),
            ClientCertificatePath = FullPath(ClientCertificate),
            ClientKeyPath = FullPath(ClientKey),
            Certificate = Certificate,
        };
        if (request.IsEmpty)
        {
            return connection?.Settings;
        }

        return connection is null
            ? EndpointResolver.Resolve(request, new ProcessEnvironment())
            : throw new SwarmException(
                ErrorId.OptionInvalid,
                $"The connection '{connection.Name}' brings all its settings. Leave out either it or the parameters that name an address, a context or certificates.");
    }

    private string ContextName() => InputObject?.BaseObject switch
    {
        null or SwarmConnection => Context,
        SwarmContext context => context.Name,
        string text => throw new SwarmException(
            ErrorId.WrongKind, $"'{text}' is text. Addresses are an argument, several of one swarm together: Connect-Swarm tcp://MANAGER1:2376, tcp://MANAGER2:2376."),
        { } other => throw new SwarmException(
            ErrorId.WrongKind, $"'{other}' is a {other.GetType().Name}. Accepted are connections, from Get-SwarmConnection, and contexts, from Get-SwarmContext."),
    };

    private string? FullPath(string? path) => path is null ? null : GetUnresolvedProviderPathFromPSPath(path);
}
