using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes networks that a service joins: names, or <c>name=NET,alias=NAME,driver-opt=KEY=VALUE</c>.</summary>
internal sealed class NetworkUseCompleter() : OptionCompleter(
    new("name", "the name of the network") { Aliases = ["network"], FindAsync = NamesAsync },
    new("alias", "a name of the service there") { Aliases = ["aliases"], IsRepeated = true },
    new("driver-opt", "an option of the driver, KEY=VALUE") { IsRepeated = true })
{
    private protected override Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop) => NamesAsync(engine, stop);

    private static async Task<IReadOnlyList<CompletionItem>> NamesAsync(ISwarmEngine engine, CancellationToken stop) =>
        [.. (await ObjectKinds.Network.ListAsync(engine, stop).ConfigureAwait(false)).Where(network => !network.ConfigOnly).Select(network => new CompletionItem(network.Name, About.Of(network)))];
}
