using System;
using System.Collections.Generic;
using System.Globalization;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <summary>Names with values, as a mapping or as a list of <c>NAME=VALUE</c>; the usual form is a mapping.</summary>
/// <param name="Value">What a value is.</param>
/// <param name="StaysNothing">Whether a name that stands alone has no value, such as a variable that the client gives, and not an empty one.</param>
internal sealed record PairsShape(ComposeShape Value, bool StaysNothing) : ComposeShape
{
    /// <summary>Labels and options: whatever a value looks like, it is a text.</summary>
    public static readonly PairsShape Texts = new(ScalarShape.AnyText, StaysNothing: false);

    /// <summary>Variables: one without a value is that of the client.</summary>
    public static readonly PairsShape Variables = new(ScalarShape.AnyText, StaysNothing: true);

    public override string Expected => "A mapping, or a list of NAME=VALUE";

    public override ComposeNode? Read(ComposeNode node, string path, ComposeReading reading)
    {
        IEnumerable<ComposeEntry>? pairs = node switch
        {
            ComposeMapping mapping => mapping.Entries,
            ComposeSequence sequence => LastOfEach([.. Pairs(sequence, path, reading)]),
            ComposeScalar { IsNull: true } => [],
            _ => null,
        };
        if (pairs is null)
        {
            return Refuse(node, path, reading);
        }

        List<ComposeEntry> usual = [];
        foreach (ComposeEntry pair in pairs)
        {
            ComposeNode? value = pair.Value is ComposeScalar { IsNull: true } nothing ? (StaysNothing ? nothing : nothing with { Text = "", IsQuoted = true }) : Value.Read(pair.Value, $"{path}.{pair.Key.Text}", reading);
            if (value is not null)
            {
                usual.Add(pair with { Value = value });
            }
        }

        return new ComposeMapping(usual.ToArray(), node.At, node.Merging);
    }

    public override ComposeNode Merge(ComposeNode below, ComposeNode above) => MappingMerge.Of(below, above, _ => Value, isNothingAValue: StaysNothing);

    // A list may have a name twice: the last one counts, as in docker.
    private static List<ComposeEntry> LastOfEach(List<ComposeEntry> pairs)
    {
        HashSet<string> later = new(StringComparer.Ordinal);
        pairs.Reverse();
        pairs.RemoveAll(pair => !later.Add(pair.Key.Text));
        pairs.Reverse();
        return pairs;
    }

    private static IEnumerable<ComposeEntry> Pairs(ComposeSequence sequence, string path, ComposeReading reading)
    {
        for (int index = 0; index < sequence.Items.Count; index++)
        {
            if (sequence.Items[index] is not ComposeScalar { IsNull: false } scalar)
            {
                reading.Error(sequence.Items[index], string.Format(CultureInfo.InvariantCulture, "{0}[{1}]", path, index), "NAME=VALUE is expected here.");
                continue;
            }

            int equals = scalar.Text.IndexOf('=');
            string name = equals < 0 ? scalar.Text : scalar.Text[..equals];
            if (!reading.IsName(name, scalar, path))
            {
                continue;
            }

            yield return new(scalar with { Text = name }, scalar with { Text = equals < 0 ? "" : scalar.Text[(equals + 1)..], IsQuoted = equals >= 0 });
        }
    }
}
