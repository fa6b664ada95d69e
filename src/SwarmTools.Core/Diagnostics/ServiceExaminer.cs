using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Time;

namespace SwarmTools.Diagnostics;

/// <summary>Looks whether services have converged and are healthy. Nothing is written.</summary>
internal sealed class ServiceExaminer(ITaskApi tasks, IClock clock)
{
    /// <summary>What is not well with services, whose counts leave out tasks on nodes that do not answer; the worst first.</summary>
    public async Task<IReadOnlyList<SwarmHealthFinding>> ExamineAsync(IReadOnlyList<SwarmService> services, CancellationToken stop)
    {
        ServiceHealth health = new(await tasks.ListTasksAsync(TaskQuery.All, stop).ConfigureAwait(false), clock.UtcNow);
        return SwarmHealth.Ordered(services.SelectMany(health.Of));
    }
}
