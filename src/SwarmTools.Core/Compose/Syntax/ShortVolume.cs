using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Compose.Syntax;

/// <summary>A volume of a service in its short form, <c>[SOURCE:]TARGET[:OPTIONS]</c>, taken apart.</summary>
/// <remarks>As docker/cli's internal/volumespec: drive letters belong to their paths, and what looks like a path is one of the node.</remarks>
internal sealed record ShortVolume
{
    private static readonly string[] s_propagations = ["private", "rprivate", "shared", "rshared", "slave", "rslave"];

    /// <summary>Whether the source is a path of the node, and not the name of a volume.</summary>
    public bool IsBind => IsPath(Source);

    /// <summary>The path or the name of a volume; empty for a volume without a name.</summary>
    public string Source { get; init; } = "";

    public string Target { get; init; } = "";

    public bool IsReadOnly { get; init; }

    /// <summary>Whether what the image has at the target is not copied into a new volume.</summary>
    public bool IsNotCopied { get; init; }

    /// <summary>How mounts below a bind are shared; empty where nothing is said.</summary>
    public string Propagation { get; init; } = "";

    /// <summary>Options that have no meaning in a swarm, such as <c>z</c> and <c>cached</c>.</summary>
    public IReadOnlyList<string> UnknownOptions { get; init; } = [];

    /// <exception cref="ComposeSyntaxException">It is none.</exception>
    public static ShortVolume Parse(string text)
    {
        if (text.Length == 0)
        {
            throw new ComposeSyntaxException("a volume is empty: write [SOURCE:]TARGET[:OPTIONS].");
        }

        // So short a text is a target, whatever it looks like.
        IReadOnlyList<string> parts = text.Length <= 2 ? [text] : Parts(text);
        return parts.Count switch
        {
            1 => new() { Target = parts[0] },
            2 => new() { Source = parts[0], Target = parts[1] },
            3 => WithOptions(new() { Source = parts[0], Target = parts[1] }, parts[2]),
            _ => throw new ComposeSyntaxException($"'{text}' has too many colons: write [SOURCE:]TARGET[:OPTIONS]."),
        };
    }

    /// <summary>Whether a source is a path of the node.</summary>
    public static bool IsPath(string source) =>
        source.Length > 0 && (source[0] is '.' or '/' or '~' || source.StartsWith(@"\\", StringComparison.Ordinal) || (source.Length > 1 && IsDrive(source, 0, 1)));

    private static List<string> Parts(string text)
    {
        List<string> parts = [];
        int start = 0;
        for (int position = 0; position <= text.Length; position++)
        {
            if (position < text.Length && (text[position] != ':' || IsDrive(text, start, position)))
            {
                continue;
            }

            if (position == start)
            {
                throw new ComposeSyntaxException($"'{text}' has nothing {(position == text.Length ? "after its last colon" : "between two colons")}: write [SOURCE:]TARGET[:OPTIONS].");
            }

            parts.Add(text[start..position]);
            start = position + 1;
        }

        return parts;
    }

    private static bool IsDrive(string text, int start, int colon) => colon == start + 1 && text[colon] == ':' && char.IsLetter(text[start]);

    private static ShortVolume WithOptions(ShortVolume volume, string options)
    {
        foreach (string option in options.Split(','))
        {
            volume = option switch
            {
                "ro" => volume with { IsReadOnly = true },
                "rw" => volume with { IsReadOnly = false },
                "nocopy" => volume with { IsNotCopied = true },
                _ when s_propagations.Contains(option) => volume with { Propagation = option },
                _ => volume with { UnknownOptions = [.. volume.UnknownOptions, option] },
            };
        }

        return volume;
    }
}
