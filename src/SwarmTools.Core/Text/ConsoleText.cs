using System.Text;

namespace SwarmTools.Text;

/// <summary>Makes text of containers safe to show: it must drive neither a console nor a build.</summary>
internal static class ConsoleText
{
    /// <summary>Shows control characters as pictures, and breaks the prefixes of logging commands (<c>##vso[</c>, <c>##[</c>, <c>::</c>).</summary>
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
                _ => c,
            });
        }

        safe.Replace("##vso[", "## vso[").Replace("##[", "## [");
        return safe.Length > 1 && safe[0] == ':' && safe[1] == ':' ? " " + safe : safe.ToString();
    }
}
