using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace SwarmTools.Text;

/// <summary>Makes text of containers safe to show: it must drive neither a console nor a build.</summary>
internal static class ConsoleText
{
    // Azure's agent finds these anywhere in a line, in any case.
    private static readonly Regex s_command = new(@"##(?=(vso)?\[)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Shows control characters as pictures or as unknown ones, and breaks the prefixes of logging commands (<c>##vso[</c>, <c>##[</c>, <c>::</c>).</summary>
    public static string Neutralise(string text)
    {
        StringBuilder safe = new(text.Length);
        foreach (char c in text)
        {
            safe.Append(c switch
            {
                '\t' => ' ',
                < ' ' => (char)(0x2400 + c),
                '\x7f' => '\u2421',
                >= '\x80' and < '\xa0' => '\ufffd',
                // What turns the direction of a line around, or breaks it: other words would be read than are there.
                '\u061c' or '\u200e' or '\u200f' or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => '\ufffd',
                _ => c,
            });
        }

        string shown = safe.ToString();
        return BreakStart(shown.IndexOf("##", StringComparison.Ordinal) < 0 ? shown : s_command.Replace(shown, "## "));
    }

    /// <summary>The same for text of several lines, which stay.</summary>
    public static string NeutraliseLines(string text) => string.Join("\n", text.Replace("\r\n", "\n").Split('\n').Select(Neutralise));

    // GitHub's runner reads a line without its leading white space.
    private static string BreakStart(string text)
    {
        int start = text.Length - text.TrimStart().Length;
        return string.CompareOrdinal(text, start, "::", 0, 2) == 0 ? text.Insert(start + 1, " ") : text;
    }
}
