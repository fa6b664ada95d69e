namespace SwarmTools;

/// <summary>A task of a service that goes from one node to another.</summary>
public sealed class SwarmPlacementMove
{
    /// <summary>The name of the node that it leaves.</summary>
    public string FromNode { get; internal init; } = "";

    /// <summary>The id of that node.</summary>
    public string FromNodeId { get; internal init; } = "";

    /// <summary>The name of the node that it goes to.</summary>
    public string ToNode { get; internal init; } = "";

    /// <summary>The id of that node.</summary>
    public string ToNodeId { get; internal init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{FromNode} -> {ToNode}";
}
