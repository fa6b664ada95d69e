using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <summary>Hosts with their addresses.</summary>
internal sealed record HostsShape : ComposeShape
{
    private static readonly ListShape s_list = new(ScalarShape.Text) { Short = ShortForms.Host };
    private static readonly NamedShape s_map = new(new ListShape(ScalarShape.Text) { TakesOne = true }, MayBeNothing: false);

    public override string Expected => "A mapping of hosts, or a list of HOST:ADDRESS";

    public override ComposeNode? Read(ComposeNode node, string path, ComposeReading reading) => node is ComposeMapping
        ? s_map.Read(node, path, reading) is ComposeMapping map ? ShortForms.Hosts(map) : null
        : node is ComposeSequence ? s_list.Read(node, path, reading) : Refuse(node, path, reading);

    public override ComposeNode Merge(ComposeNode below, ComposeNode above) => s_list.Merge(below, above);
}
