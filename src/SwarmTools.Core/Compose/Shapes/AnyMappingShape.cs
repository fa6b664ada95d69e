using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <summary>A mapping that may hold anything; a single value stands for one of its keys.</summary>
/// <param name="Single">That key.</param>
internal sealed record AnyMappingShape(string Single) : ComposeShape
{
    private static readonly string[] s_pairs = ["args", "labels"];

    public override string Expected => "A text or a mapping";

    public override ComposeNode? Read(ComposeNode node, string path, ComposeReading reading) => node switch
    {
        ComposeMapping mapping => mapping with { Entries = [.. mapping.Entries.Select(entry => s_pairs.Contains(entry.Key.Text) && PairsShape.Variables.Read(entry.Value, $"{path}.{entry.Key.Text}", reading) is { } pairs ? entry with { Value = pairs } : entry)] },
        ComposeScalar { IsNull: false } scalar => ComposeBuild.Mapping(scalar, (Single, scalar with { Text = scalar.Text, IsQuoted = true })),
        _ => Refuse(node, path, reading),
    };

    public override ComposeNode Merge(ComposeNode below, ComposeNode above) => MappingMerge.Of(below, above, _ => FreeShape.Any, isNothingAValue: true);
}
