using System;
using System.Text.RegularExpressions;

namespace SwarmTools.Syntax;

/// <summary>Reads capabilities as docker does (docker/cli opts/capabilities.go): <c>net_admin</c> is <c>CAP_NET_ADMIN</c>, and <c>ALL</c> is all.</summary>
internal static class CapabilitySyntax
{
    private static readonly Regex s_form = new(@"^[A-Z_]+\z", RegexOptions.CultureInvariant);

    public static string Parse(string text)
    {
        string name = text.Trim().ToUpperInvariant();
        return !s_form.IsMatch(name) || name == "RESET"
            ? throw new SwarmException(ErrorId.OptionInvalid, $"The capability '{text}' cannot be used. Accepted are names such as NET_ADMIN or CAP_NET_ADMIN, and ALL.")
            : name == "ALL" || name.StartsWith("CAP_", StringComparison.Ordinal) ? name : "CAP_" + name;
    }
}
