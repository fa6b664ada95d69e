using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SwarmTools.Text;

/// <summary>Writes JSON for people: indented, with lines that end alike on every system, and with letters as letters. It is no part of a web page.</summary>
internal static class ReadableJson
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    // Each escape as a whole, so that the half of an escaped backslash is taken for none.
    private static readonly Regex s_escape = new(@"\\(?:u([0-9A-F]{4})|.)", RegexOptions.CultureInvariant);

    public static string Write(JsonObject json) => s_escape.Replace(json.ToJsonString(s_indented).Replace("\r\n", "\n"), Plain) + "\n";

    // What drives a console, and what is half of a character, stays escaped.
    private static string Plain(Match escape)
    {
        if (!escape.Groups[1].Success)
        {
            return escape.Value;
        }

        char c = (char)int.Parse(escape.Groups[1].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return c == '"' ? "\\\"" : c != '\\' && !char.IsSurrogate(c) && (char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c)) ? c.ToString() : escape.Value;
    }
}
