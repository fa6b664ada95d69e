using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using SwarmTools.Compose.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SwarmTools.Engine.Compose;

/// <summary>Reads the nodes of one document, and resolves anchors, aliases and merge keys.</summary>
internal sealed class YamlDocument(IParser parser, string file, ICollection<SwarmStackFinding> findings, CancellationToken stop)
{
    /// <summary>More levels than any file has that a person wrote.</summary>
    private const int Deepest = 100;

    /// <summary>How many nodes a file may be made of, each use of an alias counted: a thousand large services are 100,000.</summary>
    private const int Most = 500_000;

    /// <summary>A long text counts as several nodes.</summary>
    private const int LettersOfOne = 64;

    /// <summary>A deep one as well: where it is written, each level is a step to the right.</summary>
    private const int LevelsOfOne = 8;

    private const string MergeKey = "<<";
    private const string TextTag = "tag:yaml.org,2002:str";
    private const string BinaryTag = "tag:yaml.org,2002:binary";
    private const string OwnTags = "tag:yaml.org,2002:";

    // An anchor is known once its node has ended: before, an alias would lead into itself.
    private readonly Dictionary<AnchorName, Sized> _anchors = [];
    private readonly HashSet<AnchorName> _open = [];

    private int _size;

    // A file has few keys, each of them again and again: one text for all that are equal.
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public ComposeNode Read() => ReadNode(depth: 0).Node;

    private Sized ReadNode(int depth, bool isName = false)
    {
        stop.ThrowIfCancellationRequested();
        if (parser.Accept<AnchorAlias>(out _))
        {
            return Known(parser.Consume<AnchorAlias>(), depth);
        }

        NodeEvent begin = parser.Accept<NodeEvent>(out _) && parser.Current is NodeEvent current ? current : throw new SemanticErrorException("a value was expected here.");
        RequireNotDeeper(depth, begin);

        if (!begin.Anchor.IsEmpty)
        {
            _open.Add(begin.Anchor);
        }

        int before = _size;
        (ComposeNode node, int levels) = begin switch
        {
            Scalar => ReadScalar(depth, isName),
            SequenceStart => ReadSequence(depth),
            _ => ReadMapping(depth),
        };
        Sized read = new(node, _size - before, levels);
        if (!begin.Anchor.IsEmpty)
        {
            _open.Remove(begin.Anchor);
            _anchors[begin.Anchor] = read;
        }

        return read;
    }

    private static void RequireNotDeeper(int depth, ParsingEvent here)
    {
        if (depth > Deepest)
        {
            throw new SemanticErrorException(here.Start, here.End, $"it is more than {Deepest.ToString(CultureInfo.InvariantCulture)} levels deep here.");
        }
    }

    // While it is read: what is too large may have no end.
    private void Count(int more, ParsingEvent here)
    {
        _size += more;
        if (_size > Most)
        {
            throw new SemanticErrorException(here.Start, here.End, $"there are more than {Most.ToString(CultureInfo.InvariantCulture)} values up to here, those of aliases counted each time.");
        }
    }

    private Sized Known(AnchorAlias alias, int depth)
    {
        if (_open.Contains(alias.Value))
        {
            throw new SemanticErrorException(alias.Start, alias.End, $"'*{alias.Value}' leads into itself.");
        }

        if (!_anchors.TryGetValue(alias.Value, out Sized known))
        {
            throw new SemanticErrorException(alias.Start, alias.End, $"'*{alias.Value}' names an anchor that does not come before it.");
        }

        RequireNotDeeper(depth + known.Levels, alias);
        Count(known.Size * (1 + (depth / LevelsOfOne)), alias);
        return known;
    }

    private (ComposeNode Node, int Levels) ReadScalar(int depth, bool isName)
    {
        Scalar scalar = parser.Consume<Scalar>();
        Count(1 + (scalar.Value.Length / LettersOfOne) + (depth / LevelsOfOne), scalar);
        if (isName && scalar.Value.Length > ComposeReading.LongestName)
        {
            throw new SemanticErrorException(scalar.Start, scalar.End, $"the key that begins here is longer than {ComposeReading.LongestName.ToString(CultureInfo.InvariantCulture)} letters.");
        }

        bool isQuoted = scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || (!scalar.Tag.IsEmpty && scalar.Tag.Value == TextTag);
        return (new ComposeScalar(isName ? OneOf(scalar.Value) : scalar.Value, isQuoted, At(scalar), MergingOf(scalar)), 0);
    }

    private string OneOf(string name)
    {
        if (_names.TryGetValue(name, out string? known))
        {
            return known;
        }

        _names.Add(name, name);
        return name;
    }

    private (ComposeNode Node, int Levels) ReadSequence(int depth)
    {
        SequenceStart begin = parser.Consume<SequenceStart>();
        Count(1, begin);
        List<ComposeNode> items = [];
        int levels = 0;
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            Sized item = ReadNode(depth + 1);
            items.Add(item.Node);
            levels = Math.Max(levels, item.Levels + 1);
        }

        return (new ComposeSequence(items.ToArray(), At(begin), MergingOf(begin)), levels);
    }

    private (ComposeNode Node, int Levels) ReadMapping(int depth)
    {
        MappingStart begin = parser.Consume<MappingStart>();
        Count(1, begin);
        List<ComposeEntry> entries = [];
        MappingKeys keys = new();
        int levels = 0;
        ComposeNode? merged = null;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            Sized name = ReadNode(depth + 1, isName: true);
            Sized value = ReadNode(depth + 1);
            levels = Math.Max(levels, Math.Max(name.Levels, value.Levels) + 1);
            if (name.Node is not ComposeScalar key)
            {
                Report(name.Node.At, "A key must be a single word or text.");
            }
            else if (keys.Add(key) is { } first)
            {
                Report(key.At, $"The key '{key.Text}' is here a second time; the first is at line {first.At.Line.ToString(CultureInfo.InvariantCulture)}.");
            }
            else if (key is { Text: MergeKey, IsQuoted: false })
            {
                merged = value.Node;
            }
            else
            {
                entries.Add(new(key, value.Node));
            }
        }

        if (merged is not null)
        {
            entries.AddRange(Merged(merged, keys));
        }

        return (new ComposeMapping(entries.ToArray(), At(begin), MergingOf(begin)), levels);
    }

    // What a mapping says itself comes before what it merges, and of several that are merged the first comes first (yaml.org/type/merge.html).
    private IEnumerable<ComposeEntry> Merged(ComposeNode merged, MappingKeys keys)
    {
        IReadOnlyList<ComposeNode> sources = merged is ComposeSequence several ? several.Items : [merged];
        foreach (ComposeNode source in sources)
        {
            if (source is not ComposeMapping mapping)
            {
                Report(source.At, $"'{MergeKey}' merges mappings only, one or a list of them.");
                continue;
            }

            foreach (ComposeEntry entry in mapping.Entries.Where(entry => keys.Add(entry.Key) is null))
            {
                yield return entry;
            }
        }
    }

    private ComposeMerging MergingOf(NodeEvent node)
    {
        string tag = node.Tag.IsEmpty ? "" : node.Tag.Value;
        switch (tag)
        {
            case "!reset":
                return ComposeMerging.Reset;
            case "!override":
                return ComposeMerging.Override;
            default:
                if (tag == BinaryTag)
                {
                    findings.Add(SwarmStackSeverity.Warning, At(node), "", "A value of '!!binary' is not decoded. Write the text itself.");
                }
                else if (tag.Length > 1 && !tag.StartsWith(OwnTags, StringComparison.Ordinal))
                {
                    findings.Add(SwarmStackSeverity.Warning, At(node), "", $"The tag '{tag}' has no meaning here; known are !reset and !override.");
                }

                return ComposeMerging.Merge;
        }
    }

    private void Report(ComposePosition at, string message) => findings.Add(SwarmStackSeverity.Error, at, "", message);

    private ComposePosition At(ParsingEvent parsed) => Yaml.PositionOf(file, parsed.Start);

    /// <summary>A node, of how many it is made, each use of an alias counted, and how many levels are below it.</summary>
    private readonly record struct Sized(ComposeNode Node, int Size, int Levels);
}
