using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes numbers of the revisions that are kept of the stacks named.</summary>
internal sealed class StackRevisionCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop)
    {
        List<SwarmStack> stacks = [.. (await ObjectKinds.Stack.ListAsync(engine, stop).ConfigureAwait(false)).Where(request.Names)];
        return [.. (await new ServiceOperations(engine).StackHistory.OfAsync(stacks, stop).ConfigureAwait(false))
            .Select(revision => new CompletionItem(revision.Revision.ToString(CultureInfo.InvariantCulture), $"{revision.StackName}: {About.Of(revision)}") { IsNumber = true })];
    }
}
