using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;

namespace SwarmTools.Completion;

/// <summary>Completes numbers of the revisions that are kept of the services named.</summary>
internal sealed class RevisionCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop)
    {
        List<SwarmService> services = [.. (await engine.ListServicesAsync(stop).ConfigureAwait(false)).Where(request.Names)];
        return [.. (await new ServiceOperations(engine).History.OfAsync(services, stop).ConfigureAwait(false))
            .Select(revision => new CompletionItem(revision.Revision.ToString(CultureInfo.InvariantCulture), $"{revision.ServiceName}: {About.Of(revision)}") { IsNumber = true })];
    }
}
