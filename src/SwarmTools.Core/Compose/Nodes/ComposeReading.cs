using System.Collections.Generic;
using System.Threading;

namespace SwarmTools.Compose.Nodes;

/// <summary>The reading of a file: where what is found goes.</summary>
internal sealed class ComposeReading(ICollection<SwarmStackFinding> findings)
{
    /// <summary>More letters than any name has that a person wrote; YAML itself looks no further for the end of a key (YAML 1.2, 7.4.2).</summary>
    public const int LongestName = 1024;

    /// <summary>For how many keys the one that may be meant is looked for.</summary>
    private const int MostGuesses = 20;

    private readonly HashSet<ComposePosition> _wrong = [];
    private readonly HashSet<(ComposePosition At, string Message)> _ignored = [];
    private int _guesses;

    /// <summary>Ports, each of a range counted.</summary>
    public ComposeLimit Ports { get; } = new(10_000, "There are more than 10000 ports in all, each of a range counted. Publish fewer, or let one proxy do it.");

    /// <summary>Services, those of each use of a file counted.</summary>
    public ComposeLimit Services { get; } = new(10_000, "There are more than 10000 services in all. Divide them into several stacks.");

    /// <summary>Files that are included and extended.</summary>
    public ComposeLimit Files { get; } = new(1000, "More than 1000 files are included and extended. Leave some of them out.");

    /// <summary>Bytes of the files that others name.</summary>
    public ComposeLimit Bytes { get; } = new(64 * 1024 * 1024, "More than 64 MB of files are read in all. Leave some of them out.");

    /// <summary>Values that are used again and again: those of what is extended and included, and of files of variables.</summary>
    public ComposeLimit Values { get; } = new(1_000_000, "More than 1000000 values come of what is extended, included and filled in, each use of one counted. Leave some of them out.");

    /// <summary>Ends the reading.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Whether variables stay as they are: then a value that has one may stand in any place.</summary>
    public bool KeepsVariables { get; init; }

    /// <summary>Takes what is found in other places than nodes.</summary>
    public ICollection<SwarmStackFinding> Findings => findings;

    /// <summary>Whether a value is one that only its variables will tell, or that was told to be wrong.</summary>
    public bool IsOpen(ComposeScalar scalar) => (KeepsVariables && scalar.Text.IndexOf('$') >= 0) || (_wrong.Count > 0 && _wrong.Contains(scalar.At));

    /// <summary>Notes a value that was told to be wrong: nothing more is said of it.</summary>
    public void Leave(ComposeScalar scalar) => _wrong.Add(scalar.At);

    /// <summary>Whether it is looked for what a key may mean: a person has some wrong ones, and no more.</summary>
    public bool MayGuess() => _guesses < MostGuesses && ++_guesses > 0;

    /// <param name="node">Where it is.</param>
    /// <param name="path">The keys that lead there.</param>
    /// <param name="message">What it is, and what to do.</param>
    /// <param name="id">The id of the error; null for the usual one.</param>
    public void Error(ComposeNode node, string path, string message, ErrorId? id = null) => findings.Add(SwarmStackSeverity.Error, node.At, path, message, id);

    /// <summary>Whether a text can be the name of something; one that is too long is told.</summary>
    public bool IsName(string name, ComposeNode at, string path)
    {
        if (name.Length > LongestName)
        {
            Error(at, path, $"A name begins here that is longer than {LongestName} letters.");
        }

        return name.Length <= LongestName;
    }

    /// <summary>Says that something has no effect. An anchor may bring it into any number of services: it is told once for each place in a file.</summary>
    public void TellIgnored(ComposeNode node, string path, string message)
    {
        if (_ignored.Add((node.At, message)))
        {
            Warn(node, path, message);
        }
    }

    public void Warn(ComposeNode node, string path, string message) => findings.Add(SwarmStackSeverity.Warning, node.At, path, message);
}
