using System.Collections.Generic;
using System.Linq;
using System.Net;
using SwarmTools.Syntax;

namespace SwarmTools.Compose.Syntax;

/// <summary>Ports of a service in their short form, <c>[ADDRESS:][PUBLISHED:]TARGET[/PROTOCOL]</c>; ranges stand for several.</summary>
/// <param name="Address">The address of a node to publish on, which a swarm cannot; empty where nothing is said.</param>
/// <param name="Ports">The ports, in their order.</param>
internal sealed record ShortPort(string Address, IReadOnlyList<SwarmPort> Ports)
{
    /// <exception cref="ComposeSyntaxException">It is none.</exception>
    public static ShortPort Parse(string text)
    {
        if (text.IndexOf('=') >= 0)
        {
            throw new ComposeSyntaxException($"'{text}' is no port. Write [PUBLISHED:]TARGET[/tcp|udp|sctp], or a mapping with 'target' and 'published'.");
        }

        string[] parts = text.Split(':');
        string address = string.Join(":", parts.Take(parts.Length - 2));
        string plain = address.StartsWith("[", System.StringComparison.Ordinal) && address.EndsWith("]", System.StringComparison.Ordinal) ? address[1..^1] : address;
        if (plain.Length > 0 && !IsAddress(plain))
        {
            throw new ComposeSyntaxException($"'{text}': '{plain}' is not an address. Write [PUBLISHED:]TARGET[/tcp|udp|sctp].");
        }

        try
        {
            return new(plain, PortSyntax.Parse(parts.Length > 2 ? text[(address.Length + 1)..] : text));
        }
        catch (SwarmException failure)
        {
            // What else the parameters of cmdlets take is not for files.
            int accepted = failure.Message.IndexOf(" Accepted are", System.StringComparison.Ordinal);
            throw new ComposeSyntaxException(accepted < 0 ? failure.Message : failure.Message[..accepted] + " Write [PUBLISHED:]TARGET[/tcp|udp|sctp]; ports are 1-65535.");
        }
    }

    // .NET takes a number alone for an address, too.
    private static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out _) && (text.Contains(":") || text.Split('.').Length == 4);
}
