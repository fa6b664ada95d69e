using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Tasks;

namespace SwarmTools.Completion;

/// <summary>Completes what has a log: services and stacks, and tasks once a dot says that one is meant.</summary>
internal sealed class LogSourceCompleter : EngineCompleter
{
    private protected override async Task<IReadOnlyList<CompletionItem>> FindAsync(ISwarmEngine engine, CompletionRequest request, CancellationToken stop)
    {
        if (request.Word.Text.Contains("."))
        {
            IReadOnlyList<SwarmTask> tasks = await new TaskFinder(engine, engine, engine).FindAsync(TaskQuery.All, stop).ConfigureAwait(false);
            return [.. TaskFinder.Newest(tasks).Select(task => new CompletionItem(task.Name, About.Of(task)))];
        }

        IReadOnlyList<SwarmService> services = await engine.ListServicesAsync(stop).ConfigureAwait(false);
        return
        [
            .. services.Select(service => new CompletionItem(service.Name, About.Of(service))),
            .. services.Where(service => service.StackName.Length > 0).Select(service => new CompletionItem(service.StackName, "stack")),
        ];
    }
}
