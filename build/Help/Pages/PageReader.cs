using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace SwarmTools.Help;

/// <summary>Reads what is written by hand in a page.</summary>
internal static partial class PageReader
{
    private const string Fence = "```";

    /// <summary>Reads a page, whether it was made before or holds the sections written by hand alone.</summary>
    /// <param name="name">The cmdlet.</param>
    /// <param name="text">The page.</param>
    /// <exception cref="InvalidDataException">The page is not as it should be; the message names place and rule.</exception>
    public static HelpPage Read(string name, string text)
    {
        Dictionary<string, string> sections = Sections(text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n'), "## ");
        return new()
        {
            Cmdlet = name,
            Description = sections.GetValueOrDefault("DESCRIPTION", ""),
            Examples = [.. Sections(sections.GetValueOrDefault("EXAMPLES", "").Split('\n'), "### ").Select((section, index) => Example(name, index + 1, section.Key, section.Value))],
            Notes = sections.GetValueOrDefault("NOTES", ""),
            Links = sections.GetValueOrDefault("RELATED LINKS", ""),
        };
    }

    // The text under each heading. A line of a code block is no heading.
    private static Dictionary<string, string> Sections(IEnumerable<string> lines, string mark)
    {
        Dictionary<string, List<string>> sections = new(StringComparer.Ordinal);
        List<string>? current = null;
        bool isCode = false;
        foreach (string line in lines)
        {
            isCode ^= line.StartsWith(Fence, StringComparison.Ordinal);
            if (!isCode && line.StartsWith(mark, StringComparison.Ordinal))
            {
                sections[line[mark.Length..].Trim()] = current = [];
            }
            else
            {
                current?.Add(line.TrimEnd());
            }
        }

        return sections.ToDictionary(section => section.Key, section => string.Join('\n', section.Value).Trim('\n'), StringComparer.Ordinal);
    }

    private static HelpExample Example(string page, int number, string heading, string text)
    {
        InvalidDataException Wrong(string rule) => new($"docs/cmdlets/{page}.md, example {number}: {rule}");
        Match title = Heading().Match(heading);
        if (!title.Success || title.Groups[1].Value != number.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            throw Wrong($"its heading must be '### Example {number}: Title'.");
        }

        MatchCollection blocks = Block().Matches(text);
        string[] kinds = [.. blocks.Select(block => block.Groups[1].Value)];
        if (!kinds.SequenceEqual(["powershell"]) && !kinds.SequenceEqual(["powershell", "output"]))
        {
            throw Wrong("it must have one block of powershell and then at most one of output.");
        }

        string before = text[..blocks[0].Index];
        string[] remarks = [.. Remark().Matches(before).Select(remark => remark.Groups[1].Value.Trim())];
        string Remarked(string key, string otherwise) => remarks.Where(remark => remark.StartsWith(key, StringComparison.Ordinal)).Select(remark => remark[key.Length..].Trim()).FirstOrDefault(otherwise);
        return new()
        {
            Title = title.Groups[2].Value.Trim(),
            Scene = Remarked("scene:", "shop"),
            NotRun = Remarked("not run:", ""),
            Before = Remark().Replace(before, "").Trim('\n'),
            Code = blocks[0].Groups[2].Value.Trim('\n'),
            Output = blocks.Count > 1 ? blocks[1].Groups[2].Value.Trim('\n') : "",
            After = text[(blocks[^1].Index + blocks[^1].Length)..].Trim('\n'),
        };
    }

    [GeneratedRegex("^Example ([0-9]+): (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```(\S*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"<!--(.*?)-->")]
    private static partial Regex Remark();
}
