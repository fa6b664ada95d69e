using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Completion;

/// <summary>Completes placement constraints: what nodes can be asked, and behind <c>==</c> or <c>!=</c> what they have of it.</summary>
internal sealed class ConstraintCompleter : EngineCompleter
{
    private static readonly string[] s_operators = ["==", "!="];

    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request)
    {
        string text = request.Word.Text;
        int operation = s_operators.Max(each => text.IndexOf(each, StringComparison.Ordinal));
        if (operation < 0)
        {
            return base.Complete(request);
        }

        string value = text[(operation + 2)..].TrimStart();
        string key = text[..operation].Trim();
        return request.Word.Complete(Ask(request, (engine, stop) => ValuesAsync(engine, key, stop)), kept: text[..^value.Length]);
    }

    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop)
    {
        IReadOnlyList<SwarmNode> nodes = await engine.ListNodesAsync(stop).ConfigureAwait(false);
        return [.. NodeFacts.Keys(nodes).SelectMany(key => s_operators.Select(operation => new CompletionItem(key + operation, About(nodes, key))))];
    }

    private static async Task<IReadOnlyList<CompletionItem>> ValuesAsync(ISwarmEngine engine, string key, CancellationToken stop) =>
        [.. NodeFacts.Values(await engine.ListNodesAsync(stop).ConfigureAwait(false), key)
            .GroupBy(value => value.Value, StringComparer.Ordinal)
            .Select(same => new CompletionItem(same.Key, string.Join(", ", same.Select(value => value.NodeName))))];

    private static string About(IReadOnlyList<SwarmNode> nodes, string key) =>
        string.Join(", ", NodeFacts.Values(nodes, key).Select(value => value.Value).Distinct(StringComparer.Ordinal).OrderBy(value => value, StringComparer.Ordinal));
}
