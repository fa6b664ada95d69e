using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Stacks;

namespace SwarmTools.Completion;

/// <summary>Completes names of services as stack files write them: without that of the stack.</summary>
internal sealed class StackServiceCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop)
    {
        string? stack = request.Argument("Name") as string;
        return [.. (await engine.ListServicesAsync(stop).ConfigureAwait(false))
            .Where(service => service.StackName.Length > 0 && (stack is null || service.StackName == stack))
            .Select(service => new CompletionItem(new StackNames(service.StackName).KeyOf(service.Name) ?? service.Name, $"{service.StackName}: {About.Of(service)}"))];
    }
}
