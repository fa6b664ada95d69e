using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <summary>Things by names that the user gives: services, networks, volumes.</summary>
/// <param name="Item">What each is.</param>
/// <param name="MayBeNothing">Whether a name may stand alone: then all is as usual.</param>
internal sealed record NamedShape(ComposeShape Item, bool MayBeNothing) : ComposeShape
{
    private static readonly Regex s_name = new(@"^[a-zA-Z0-9._-]+\z", RegexOptions.CultureInvariant);

    /// <summary>Brings another form, such as a list of names, into a mapping; null where there is no other.</summary>
    public Func<ComposeNode, string, ComposeReading, ComposeNode?>? Short { get; init; }

    public override string Expected => Short is null ? "A mapping of names" : "A mapping or a list of names";

    public override ComposeNode? Read(ComposeNode node, string path, ComposeReading reading)
    {
        if (node is ComposeScalar { IsNull: true })
        {
            return new ComposeMapping([], node.At, node.Merging);
        }

        if ((node is ComposeMapping ? node : Short?.Invoke(node, path, reading)) is not ComposeMapping mapping)
        {
            return Refuse(node, path, reading);
        }

        List<ComposeEntry> usual = [];
        foreach (ComposeEntry entry in mapping.Entries)
        {
            reading.Stop.ThrowIfCancellationRequested();
            string place = $"{path}.{entry.Key.Text}";
            if (!s_name.IsMatch(entry.Key.Text))
            {
                reading.Error(entry.Key, place, $"'{entry.Key.Text}' is no name: letters, digits, dots, dashes and underscores are.");
            }
            else if (MayBeNothing && entry.Value is ComposeScalar { IsNull: true })
            {
                usual.Add(entry);
            }
            else if (entry.Value.Merging == ComposeMerging.Reset)
            {
                usual.Add(entry);
            }
            else if (Item.Read(entry.Value, place, reading) is { } value)
            {
                usual.Add(value == (object)entry.Value ? entry : entry with { Value = value });
            }
        }

        return mapping with { Entries = usual.ToArray() };
    }

    public override bool MayBeIgnored => Item.MayBeIgnored;

    public override void TellIgnored(ComposeNode node, string path, ComposeReading reading)
    {
        foreach (ComposeEntry entry in node is ComposeMapping mapping ? mapping.Entries : [])
        {
            Item.TellIgnored(entry.Value, $"{path}.{entry.Key.Text}", reading);
        }
    }

    public override ComposeNode Merge(ComposeNode below, ComposeNode above) => MappingMerge.Of(below, above, _ => Item);
}
