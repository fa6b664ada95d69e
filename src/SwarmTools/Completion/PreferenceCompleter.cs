using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Completion;

/// <summary>Completes placement preferences: the labels that tasks can be spread over.</summary>
internal sealed class PreferenceCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop)
    {
        IReadOnlyList<SwarmNode> nodes = await engine.ListNodesAsync(stop).ConfigureAwait(false);
        return [.. NodeFacts.LabelKeys(nodes).Select(key =>
            new CompletionItem("spread=" + key, string.Join(", ", NodeFacts.Values(nodes, key).Select(value => $"{value.Value} on {value.NodeName}"))))];
    }
}
