using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes labels of the kind of objects that the cmdlet is about: their keys, and behind <c>=</c> their values.</summary>
internal sealed class LabelCompleter : EngineCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(CompletionRequest request)
    {
        string text = request.Word.Text;
        int equals = text.IndexOf('=');
        return equals < 0
            ? base.Complete(request)
            : request.Word.Complete(Ask(request, (engine, stop) => ValuesAsync(engine, request, text[..equals], stop)), kept: text[..(equals + 1)]);
    }

    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop)
    {
        bool isRemoval = request.Parameter.StartsWith("Remove", StringComparison.OrdinalIgnoreCase);
        IReadOnlyList<SwarmObject> all = await ListAsync(engine, request, stop).ConfigureAwait(false);
        return [.. all.Where(item => !isRemoval || request.Names(item))
            .SelectMany(item => item.Labels)
            .GroupBy(label => label.Key, StringComparer.Ordinal)
            .Select(key => new CompletionItem(isRemoval ? key.Key : key.Key + "=", string.Join(", ", key.Select(label => label.Value).Distinct(StringComparer.Ordinal).OrderBy(value => value, StringComparer.Ordinal))))];
    }

    private static async Task<IReadOnlyList<CompletionItem>> ValuesAsync(ISwarmEngine engine, CompletionRequest request, string key, CancellationToken stop) =>
        [.. (await ListAsync(engine, request, stop).ConfigureAwait(false))
            .Where(item => item.Labels.ContainsKey(key))
            .GroupBy(item => item.Labels[key], StringComparer.Ordinal)
            .Select(value => new CompletionItem(value.Key, string.Join(", ", value.Select(item => item.Name))))];

    private static async Task<IReadOnlyList<SwarmObject>> ListAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop) =>
        [.. (await KindAsync(engine, request, stop).ConfigureAwait(false)).Where(item => !item.IsHidden)];

    // Jobs and rolling updates are about services too.
    private static async Task<IEnumerable<SwarmObject>> KindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop) => request.Noun switch
    {
        "Swarm" when request.Command.StartsWith("Join", StringComparison.OrdinalIgnoreCase) => await engine.ListNodesAsync(stop).ConfigureAwait(false),
        "Swarm" => [await engine.InspectSwarmAsync(stop).ConfigureAwait(false)],
        "SwarmConfig" => await engine.ListConfigsAsync(stop).ConfigureAwait(false),
        "SwarmNetwork" => await engine.ListNetworksAsync(stop).ConfigureAwait(false),
        "SwarmNode" => await engine.ListNodesAsync(stop).ConfigureAwait(false),
        "SwarmSecret" => await engine.ListSecretsAsync(stop).ConfigureAwait(false),
        "SwarmVolume" => await ObjectKinds.Volume.ListAsync(engine, stop).ConfigureAwait(false),
        _ => await engine.ListServicesAsync(stop).ConfigureAwait(false),
    };
}
