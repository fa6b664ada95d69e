using System.Linq;

namespace SwarmTools.Compose.Nodes;

/// <summary>Nodes as one line of text, to be compared and shown.</summary>
internal static class ComposeText
{
    public static string Of(ComposeNode node) => node switch
    {
        ComposeScalar scalar => $"'{scalar.Text}'",
        ComposeSequence sequence => $"[{string.Join(", ", sequence.Items.Select(Of))}]",
        ComposeMapping mapping => $"{{{string.Join(", ", mapping.Entries.OrderBy(entry => entry.Key.Text, System.StringComparer.Ordinal).Select(entry => $"{entry.Key.Text}: {Of(entry.Value)}"))}}}",
        _ => "",
    };
}
