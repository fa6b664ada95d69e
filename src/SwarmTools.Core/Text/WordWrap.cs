using System;
using System.Collections.Generic;

namespace SwarmTools.Text;

/// <summary>Breaks text between words; PowerShell itself breaks in the middle of them.</summary>
internal static class WordWrap
{
    /// <summary>The lines of a text. A word that is longer than a line is cut.</summary>
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        List<string> lines = [];
        string line = "";
        foreach (string word in text.Split([' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : line + " " + word;
            while (width > 0 && line.Length > width)
            {
                lines.Add(line[..width]);
                line = line[width..];
            }
        }

        if (line.Length > 0)
        {
            lines.Add(line);
        }

        return lines;
    }
}
