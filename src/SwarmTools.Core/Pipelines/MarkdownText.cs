using System.Text;
using SwarmTools.Text;

namespace SwarmTools.Pipelines;

/// <summary>Makes any text safe to stand in markdown: it is read as it is written, on one line, and no part of it is a link, a picture, HTML or a cell of its own.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*[]|#~!^$";

    public static string Of(string text)
    {
        string line = ConsoleText.Neutralise(text.Replace("\r\n", " ").Replace('\n', ' ')).Trim();
        StringBuilder safe = new(line.Length);
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            safe.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '@' when !IsInWord(line, i) || HasHost(line, i) => "&#64;",
                // What begins a link by itself.
                ':' when i + 1 < line.Length && line[i + 1] == '/' => "&#58;",
                '.' when IsAfterW(line, i) => "&#46;",
                '_' when !IsInWord(line, i) => "\\_",
                // What begins a list or a line.
                '-' or '+' or '=' when i == 0 => "\\" + c,
                _ when Special.IndexOf(c) >= 0 => "\\" + c,
                _ => c.ToString(),
            });
        }

        return safe.ToString();
    }

    private static bool IsInWord(string line, int at) => at > 0 && at + 1 < line.Length && char.IsLetterOrDigit(line[at - 1]) && char.IsLetterOrDigit(line[at + 1]);

    // Then it is an address of mail, and a link by itself; a digest after an image is none.
    private static bool HasHost(string line, int at)
    {
        int end = at + 1;
        while (end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] is '-' or '_'))
        {
            end++;
        }

        return end < line.Length && line[end] == '.';
    }

    private static bool IsAfterW(string line, int at) => at >= 3 && string.Compare(line, at - 3, "www", 0, 3, System.StringComparison.OrdinalIgnoreCase) == 0;
}
