using System.Net;

namespace SwarmTools.Syntax;

/// <summary>Reads IP addresses. .NET alone also takes 10 and 10.1 for addresses.</summary>
internal static class AddressSyntax
{
    /// <summary>The address; null for what is none.</summary>
    public static IPAddress? Parse(string text) =>
        (text.Contains(":") || text.Split('.').Length == 4) && IPAddress.TryParse(text, out IPAddress? address) ? address : null;
}
