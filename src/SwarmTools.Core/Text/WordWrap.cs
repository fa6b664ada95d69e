using System;
using System.Collections.Generic;

namespace SwarmTools.Text;

/// <summary>Breaks text between words; PowerShell itself breaks in the middle of them.</summary>
internal static class WordWrap
{
    /// <param name="text">The text.</param>
    /// <param name="width">The columns that there are.</param>
    /// <param name="cuts">Whether a word that is longer than a line is cut.</param>
    public static IReadOnlyList<string> Lines(string text, int width, bool cuts = false)
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
            while (cuts && line.Length > width)
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
