using System;
using System.Globalization;

namespace SwarmTools.Syntax;

/// <summary>The address of a manager, for other nodes: HOST, or HOST:PORT. An address of version 6 with a port is written in brackets.</summary>
internal static class ManagerAddress
{
    private const int Port = 2377;

    /// <summary>The address with its port.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static string Parse(string text)
    {
        string address = text.Trim();
        bool isIPv6 = address.Length > 0 && address[0] != '[' && address.IndexOf(':') != address.LastIndexOf(':');
        int colon = isIPv6 ? -1 : address.LastIndexOf(':') > address.LastIndexOf(']') ? address.LastIndexOf(':') : -1;
        string host = isIPv6 ? $"[{address}]" : colon < 0 ? address : address[..colon];
        int port = Port;
        bool isNumber = colon < 0 || (int.TryParse(address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535);
        return host.Length > 0 && isNumber && Uri.CheckHostName(host.Trim('[', ']')) != UriHostNameType.Unknown
            ? host + ":" + port.ToString(CultureInfo.InvariantCulture)
            : throw new SwarmException(ErrorId.OptionInvalid, $"'{text}' is no address of a manager. Accepted is HOST or HOST:PORT, such as 10.0.0.1:2377; no 'tcp://' before it.");
    }
}
