using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes names of all that events tell of.</summary>
internal sealed class EventNameCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop) =>
        [.. (await Task.WhenAll(
            NamesAsync(ObjectKinds.Service, engine, About.Of, stop),
            NamesAsync(ObjectKinds.Node, engine, About.Of, stop),
            NamesAsync(ObjectKinds.Network, engine, About.Of, stop),
            NamesAsync(ObjectKinds.Secret, engine, About.Of, stop),
            NamesAsync(ObjectKinds.Config, engine, About.Of, stop)).ConfigureAwait(false)).SelectMany(items => items)];

    private static async Task<IEnumerable<CompletionItem>> NamesAsync<T>(ObjectKind<T> kind, ISwarmEngine engine, Func<T, string> about, CancellationToken stop)
        where T : SwarmObject =>
        (await kind.ListAsync(engine, stop).ConfigureAwait(false)).Where(item => !item.IsHidden).Select(item => new CompletionItem(item.Name, $"{kind.Noun}: {about(item)}"));
}
