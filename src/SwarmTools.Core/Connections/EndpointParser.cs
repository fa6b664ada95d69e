using System;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Connections;

/// <summary>Reads addresses of engines.</summary>
/// <remarks>
/// <see cref="Uri"/> is no help: it turns <c>npipe:////./pipe/x</c> into <c>//pipe/x</c> and lets
/// <c>ssh://-oProxyCommand=...@host</c> through, which would run a local command.
/// </remarks>
internal static class EndpointParser
{
    private const string Accepted =
        "Accepted are npipe:////./pipe/NAME, unix:///PATH, tcp://HOST[:PORT] and ssh://[USER@]HOST[:PORT][/PATH].";

    /// <summary>Reads one address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="origin">Where the text came from, for the error: a parameter, variable or context.</param>
    /// <exception cref="SwarmException"><c>EndpointInvalid</c>.</exception>
    public static SwarmEndpoint Parse(string text, string origin)
    {
        string trimmed = text.Trim();
        if (trimmed.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return Pipe(trimmed.Replace('\\', '/'), text, origin);
        }

        if (trimmed.StartsWith("/", StringComparison.Ordinal))
        {
            return Unix(trimmed, text, origin);
        }

        int mark = trimmed.IndexOf("://", StringComparison.Ordinal);
        if (mark < 0)
        {
            return trimmed.Contains(':')
                ? Tcp(trimmed, SwarmEndpointScheme.Tcp, text, origin)
                : throw Invalid(text, origin, "it has no scheme. For a docker context use -Context");
        }

        string rest = trimmed[(mark + 3)..];
        return trimmed[..mark].ToUpperInvariant() switch
        {
            "UNIX" => Unix(rest, text, origin),
            "NPIPE" => Pipe(rest, text, origin),
            "TCP" or "HTTP" => Tcp(rest, SwarmEndpointScheme.Tcp, text, origin),
            "HTTPS" => Tcp(rest, SwarmEndpointScheme.Tls, text, origin),
            "SSH" => Ssh(rest, text, origin),
            _ => throw Invalid(text, origin, $"the scheme '{trimmed[..mark]}' is not known"),
        };
    }

    /// <summary>The address without the password that somebody wrote into it.</summary>
    public static string Redacted(string text)
    {
        int mark = text.IndexOf("://", StringComparison.Ordinal);
        int start = mark < 0 ? 0 : mark + 3;
        int at = text.LastIndexOf('@');
        int colon = at < start ? -1 : text.IndexOf(':', start, at - start);
        return colon < 0 ? text : text[..colon] + ":***" + text[at..];
    }

    private static SwarmEndpoint Unix(string path, string text, string origin) =>
        path.StartsWith("/", StringComparison.Ordinal) && path.Length > 1
            ? new() { Scheme = SwarmEndpointScheme.Unix, Path = path }
            : throw Invalid(text, origin, "a socket needs an absolute path");

    // npipe:////./pipe/x and npipe://./pipe/x are both in use.
    private static SwarmEndpoint Pipe(string rest, string text, string origin)
    {
        string[] parts = rest.TrimStart('/').Split(['/'], 3);
        if (parts.Length != 3 || parts[0].Length == 0 || parts[2].Length == 0
            || !parts[1].Equals("pipe", StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid(text, origin, "a pipe is written npipe:////./pipe/NAME");
        }

        RequirePlain(parts[0], "host", text, origin);
        return new()
        {
            Scheme = SwarmEndpointScheme.NamedPipe,
            HostName = parts[0] == "." ? "" : parts[0],
            Path = parts[2],
        };
    }

    private static SwarmEndpoint Tcp(string rest, SwarmEndpointScheme scheme, string text, string origin)
    {
        string authority = rest.TrimEnd('/');
        if (authority.Contains('@'))
        {
            throw Invalid(text, origin, "a user or password is not sent over tcp");
        }

        (string host, int port) = Authority(authority, text, origin);
        return new() { Scheme = scheme, HostName = host, Port = port };
    }

    private static SwarmEndpoint Ssh(string rest, string text, string origin)
    {
        // First of all, because what follows may quote parts of the text.
        if (rest[..(rest.LastIndexOf('@') + 1)].Contains(':'))
        {
            throw Invalid(text, origin, "a password in the address is refused; use a key or an agent");
        }

        int slash = rest.IndexOf('/');
        string authority = slash < 0 ? rest : rest[..slash];
        string path = slash < 0 || slash == rest.Length - 1 ? "" : rest[slash..];
        int at = authority.LastIndexOf('@');
        string user = at < 0 ? "" : authority[..at];
        (string host, int port) = Authority(authority[(at + 1)..], text, origin);
        if (at >= 0)
        {
            RequirePlain(user, "user", text, origin);
        }

        RequirePath(path, text, origin);
        return new() { Scheme = SwarmEndpointScheme.Ssh, UserName = user, HostName = host, Port = port, Path = path };
    }

    private static (string Host, int Port) Authority(string authority, string text, string origin)
    {
        string host = authority;
        string port = "";
        int close = authority.IndexOf(']');
        int colon = authority.LastIndexOf(':');
        if (colon > close)
        {
            host = authority[..colon];
            port = authority[(colon + 1)..];
            if (port.Length == 0)
            {
                throw Invalid(text, origin, "the port is missing after ':'");
            }
        }

        if (host.StartsWith("[", StringComparison.Ordinal) && host.EndsWith("]", StringComparison.Ordinal))
        {
            host = host[1..^1];
        }
        else if (host.Contains(':'))
        {
            throw Invalid(text, origin, "an IPv6 address is written in brackets, such as tcp://[::1]:2375");
        }

        RequirePlain(host, "host", text, origin);
        return (host, port.Length == 0 ? 0 : PortNumber(port, text, origin));
    }

    private static int PortNumber(string port, string text, string origin) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= 65535
            ? number
            : throw Invalid(text, origin, $"'{port}' is not a port (1-65535)");

    // A leading dash would be an option of ssh; the others have no place in a host or user name, and ssh may hand both to a shell (%h, %r).
    private static void RequirePlain(string value, string what, string text, string origin)
    {
        if (value.Length == 0)
        {
            throw Invalid(text, origin, $"the {what} is missing");
        }

        if (value[0] == '-' || value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || "/?#\\'\"@[]`$;&|<>(){}!*".Contains(c)))
        {
            throw Invalid(text, origin, $"'{value}' cannot be a {what}");
        }
    }

    private static void RequirePath(string path, string text, string origin)
    {
        if (path.Any(c => char.IsControl(c) || c is '?' or '#' or '"' or '\\'))
        {
            throw Invalid(text, origin, "a query, a fragment, quotes, backslashes and control characters are refused");
        }
    }

    private static SwarmException Invalid(string text, string origin, string why) => new(
        ErrorId.EndpointInvalid, $"The address '{Redacted(text)}' ({origin}) cannot be used: {why}. {Accepted}");
}
