using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Syntax;

namespace SwarmTools.Completion;

/// <summary>Completes the platforms of the swarm's nodes.</summary>
internal sealed class PlatformCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop) =>
        [.. (await engine.ListNodesAsync(stop).ConfigureAwait(false))
            .GroupBy(node => new Platform(node.OperatingSystem, OfImages(node.Architecture)).ToString(), StringComparer.Ordinal)
            .Select(platform => new CompletionItem(platform.Key, string.Join(", ", platform.Select(node => node.Name).OrderBy(name => name, StringComparer.Ordinal))))];

    // Nodes tell the kernel's word, images have Go's; the scheduler takes them for the same (swarmkit, scheduler/filter.go).
    private static string OfImages(string architecture) => architecture switch
    {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        _ => architecture,
    };
}
