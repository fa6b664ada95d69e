using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Completion;

/// <summary>Completes images and their tags, as services of the swarm run them; no registry is asked.</summary>
internal sealed class ImageCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop) =>
        [.. (await engine.ListServicesAsync(stop).ConfigureAwait(false))
            .GroupBy(service => service.Image, StringComparer.Ordinal)
            .Select(image => new CompletionItem(image.Key, "runs in " + string.Join(", ", image.Select(service => service.Name).OrderBy(name => name, StringComparer.Ordinal))))];
}
