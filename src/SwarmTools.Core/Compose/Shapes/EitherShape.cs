using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <summary>A single value or a mapping, each in its own form.</summary>
internal sealed record EitherShape(ScalarShape Single, ObjectShape Mapping) : ComposeShape
{
    public override string Expected => $"{Single.Expected}, or a mapping";

    public override ComposeNode? Read(ComposeNode node, string path, ComposeReading reading) => node switch
    {
        ComposeScalar => Single.Read(node, path, reading),
        ComposeMapping => Mapping.Read(node, path, reading),
        _ => Refuse(node, path, reading),
    };

    public override bool MayBeIgnored => Mapping.MayBeIgnored;

    public override void TellIgnored(ComposeNode node, string path, ComposeReading reading) => Mapping.TellIgnored(node, path, reading);

    public override ComposeNode Merge(ComposeNode below, ComposeNode above) => below is ComposeMapping && above is ComposeMapping ? Mapping.Merge(below, above) : above;
}
