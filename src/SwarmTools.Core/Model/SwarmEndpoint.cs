using System.Globalization;

namespace SwarmTools;

/// <summary>An address of an engine.</summary>
internal sealed class SwarmEndpoint
{
    /// <summary>How the engine is reached.</summary>
    public SwarmEndpointScheme Scheme { get; internal init; }

    /// <summary>The host name or address; empty for sockets and local pipes.</summary>
    public string HostName { get; internal init; } = "";

    /// <summary>The port; 0 where there is none.</summary>
    public int Port { get; internal init; }

    /// <summary>The path of the socket or the name of the pipe; for ssh, of a socket on the other machine, if one is named.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>For ssh, the user; empty for the one ssh chooses.</summary>
    public string UserName { get; internal init; } = "";

    internal SwarmEndpoint WithTls() => Scheme == SwarmEndpointScheme.Tcp
        ? new() { Scheme = SwarmEndpointScheme.Tls, HostName = HostName, Port = Port }
        : this;

    /// <summary>The address in the form that <c>DOCKER_HOST</c> takes.</summary>
    public override string ToString() => Scheme switch
    {
        SwarmEndpointScheme.Unix => "unix://" + Path,
        SwarmEndpointScheme.NamedPipe => $"npipe:////{(HostName.Length == 0 ? "." : HostName)}/pipe/{Path}",
        SwarmEndpointScheme.Ssh => $"ssh://{(UserName.Length == 0 ? "" : UserName + "@")}{Authority}{Path}",
        _ => "tcp://" + Authority,
    };

    private string Authority
    {
        get
        {
            string host = HostName.IndexOf(':') >= 0 ? $"[{HostName}]" : HostName;
            return Port == 0 ? host : host + ":" + Port.ToString(CultureInfo.InvariantCulture);
        }
    }
}
