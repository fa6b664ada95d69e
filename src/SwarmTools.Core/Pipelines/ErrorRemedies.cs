using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace SwarmTools.Pipelines;

/// <summary>What to do about each error, as docs/errors.md says it: the list itself is in the assembly.</summary>
internal static class ErrorRemedies
{
    private static readonly Regex s_row = new(@"^\| `(\w+)` \|(?:[^|]*\|){3} (.*) \|\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant);
    private static readonly Lazy<Dictionary<string, string>> s_all = new(Read);

    /// <param name="id">The id of an error.</param>
    /// <returns>The remedy; empty for an id that is not listed.</returns>
    public static string Of(string id) => s_all.Value.TryGetValue(id, out string? remedy) ? remedy : "";

    private static Dictionary<string, string> Read()
    {
        using StreamReader list = new(typeof(ErrorRemedies).Assembly.GetManifestResourceStream("errors.md"));
        return s_row.Matches(list.ReadToEnd()).Cast<Match>().ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Replace("`", ""), StringComparer.Ordinal);
    }
}
