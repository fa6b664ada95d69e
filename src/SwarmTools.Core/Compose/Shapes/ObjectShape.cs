using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <summary>A mapping whose keys are known. Those that begin with <c>x-</c> may hold anything.</summary>
/// <param name="Keys">The keys.</param>
internal sealed record ObjectShape(params IReadOnlyList<ComposeKey> Keys) : ComposeShape
{
    private const int LongestKey = 40;

    private readonly Dictionary<string, ComposeKey> _keys = Keys.ToDictionary(key => key.Name, StringComparer.Ordinal);

    /// <summary>Brings another form than a mapping into one; null where there is no other.</summary>
    public Func<ComposeNode, string, ComposeReading, ComposeNode?>? Short { get; init; }

    /// <summary>Whether the key may stand alone, and says nothing then.</summary>
    public bool MayBeNothing { get; init; }

    /// <summary>Whether a later one takes the place of an earlier one as a whole; null where they are always merged.</summary>
    public Func<ComposeMapping, ComposeMapping, bool>? IsReplaced { get; init; }

    /// <summary>The keys that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Brings what was read into its usual form; null where it is that already.</summary>
    public Func<ComposeMapping, string, ComposeReading, ComposeMapping>? Finish { get; init; }

    public override string Expected => "A mapping";

    public override ComposeNode? Read(ComposeNode node, string path, ComposeReading reading)
    {
        if (Short is not null && node is not ComposeMapping && Short(node, path, reading) is var taken)
        {
            return taken;
        }

        if (MayBeNothing && node is ComposeScalar { IsNull: true })
        {
            return new ComposeMapping([], node.At, node.Merging);
        }

        if (node is not ComposeMapping mapping)
        {
            return Refuse(node, path, reading);
        }

        List<ComposeEntry> usual = [];
        foreach (ComposeEntry entry in mapping.Entries)
        {
            if (ReadKey(entry, path.Length == 0 ? entry.Key.Text : $"{path}.{entry.Key.Text}", reading) is { } value)
            {
                usual.Add(value == (object)entry.Value ? entry : entry with { Value = value });
            }
        }

        foreach (string missing in Required.Where(name => mapping[name] is null))
        {
            reading.Error(mapping, path, $"'{missing}' is missing here.");
        }

        ComposeMapping read = mapping with { Entries = usual.ToArray() };
        return Finish is null ? read : Finish(read, path, reading);
    }

    public override bool MayBeIgnored { get; } = Keys.Any(key => key.Without.Length > 0 || key.Shape.MayBeIgnored);

    public override void TellIgnored(ComposeNode node, string path, ComposeReading reading)
    {
        foreach (ComposeEntry entry in MayBeIgnored && node is ComposeMapping mapping ? mapping.Entries : [])
        {
            if (!_keys.TryGetValue(entry.Key.Text, out ComposeKey? key) || (key.Without.Length == 0 && !key.Shape.MayBeIgnored))
            {
                continue;
            }

            string here = path.Length == 0 ? key.Name : $"{path}.{key.Name}";
            if (key.Without.Length > 0)
            {
                reading.TellIgnored(entry.Key, here, $"'{key.Name}' has no effect in a swarm: {key.Without} {key.Instead}".TrimEnd());
            }

            key.Shape.TellIgnored(entry.Value, here, reading);
        }
    }

    public override ComposeNode Merge(ComposeNode below, ComposeNode above) => below is ComposeMapping lower && above is ComposeMapping upper && IsReplaced?.Invoke(lower, upper) == true
        ? above
        : MappingMerge.Of(below, above, name => _keys.TryGetValue(name, out ComposeKey? key) ? key.Shape : FreeShape.Any);

    private ComposeNode? ReadKey(ComposeEntry entry, string path, ComposeReading reading)
    {
        string name = entry.Key.Text;
        bool isKnown = _keys.TryGetValue(name, out ComposeKey? key);
        if (entry.Value.Merging == ComposeMerging.Reset || (!isKnown && name.StartsWith("x-", StringComparison.Ordinal)))
        {
            return entry.Value;
        }

        if (key is null)
        {
            string near = reading.MayGuess() && Nearest(name) is { } likely ? $" Is '{likely}' meant?" : "";
            reading.Error(entry.Key, path, $"'{name}' is not a key that may be here.{near}");
            return null;
        }

        return key.Shape.Read(entry.Value, path, reading);
    }

    private string? Nearest(string name) => name.Length > LongestKey ? null : _keys.Keys
        .Select(known => (Known: known, Distance: Distance(known, name)))
        .Where(pair => pair.Distance <= Math.Max(1, name.Length / 4))
        .OrderBy(pair => pair.Distance)
        .Select(pair => pair.Known)
        .FirstOrDefault();

    // How many letters differ, are too many, missing or changed places with the next (optimal string alignment).
    private static int Distance(string one, string other)
    {
        int[,] edits = new int[one.Length + 1, other.Length + 1];
        for (int i = 0; i <= one.Length; i++)
        {
            for (int j = 0; j <= other.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0 ? i + j
                    : Math.Min(Math.Min(edits[i - 1, j], edits[i, j - 1]) + 1, edits[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    edits[i, j] = Math.Min(edits[i, j], edits[i - 2, j - 2] + 1);
                }
            }
        }

        return edits[one.Length, other.Length];
    }
}
