using System;
using System.Collections.Generic;
using System.Text;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose;

/// <summary>The documents of files, before anything is filled in. One that is named again and again is read once.</summary>
internal sealed class ComposeDocuments(IYaml yaml, ComposeSource source, BoundedFindings findings, ComposeReading reading)
{
    private readonly Dictionary<string, ComposeMapping?> _read = new(StringComparer.Ordinal);

    /// <summary>The document of a text; null where it is none, which was reported.</summary>
    /// <param name="name">The name of the file, for places.</param>
    /// <param name="text">Its text.</param>
    public ComposeMapping? Of(string name, string text)
    {
        int before = findings.Count;
        switch (yaml.Read(text, name, findings, reading.Stop))
        {
            case ComposeMapping mapping:
                return mapping;
            case { } other:
                reading.Error(other, "", "A compose file is a mapping, with keys such as 'services'.");
                return null;
            default:
                if (findings.Count == before)
                {
                    findings.Add(SwarmStackSeverity.Error, new(name, 1, 1), "", "There is nothing in it. A compose file is a mapping, with keys such as 'services'.");
                }

                return null;
        }
    }

    /// <summary>The document of a file that another one names; null where it cannot be read, which was reported.</summary>
    /// <param name="path">Its whole path.</param>
    /// <param name="at">Where it is named.</param>
    /// <param name="place">The keys that lead there.</param>
    public ComposeMapping? Read(string path, ComposeNode at, string place)
    {
        if (!_read.TryGetValue(path, out ComposeMapping? known))
        {
            _read[path] = known = reading.Files.Take(1, at, place, reading) && TextOf(path, at, place) is { } text ? Of(path, text) : null;
        }

        return known;
    }

    private string? TextOf(string path, ComposeNode at, string place)
    {
        try
        {
            return source.Read(path, at, place) is { } bytes ? ComposeEncoding.TextOf(bytes) : null;
        }
        catch (DecoderFallbackException)
        {
            reading.Error(at, place, ComposeEncoding.Refusal(path));
            return null;
        }
    }
}
