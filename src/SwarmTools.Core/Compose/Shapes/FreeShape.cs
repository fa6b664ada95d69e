using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <summary>Anything, as it is: extensions, and what has no effect.</summary>
internal sealed record FreeShape : ComposeShape
{
    public static readonly FreeShape Any = new();

    public override string Expected => "Anything";

    public override ComposeNode Read(ComposeNode node, string path, ComposeReading reading) => node;

    public override ComposeNode Merge(ComposeNode below, ComposeNode above) => below is ComposeMapping ? MappingMerge.Of(below, above, _ => this, isNothingAValue: true) : above;
}
