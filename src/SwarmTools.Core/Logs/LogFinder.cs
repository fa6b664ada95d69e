using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Tasks;

namespace SwarmTools.Logs;

/// <summary>Finds the logs of services and tasks of one swarm.</summary>
/// <param name="logs">Opens them.</param>
/// <param name="tasks">The tasks.</param>
/// <param name="services">The services.</param>
/// <param name="nodes">The nodes.</param>
/// <param name="request">How much of each is wanted.</param>
internal sealed class LogFinder(ILogApi logs, ITaskApi tasks, IServiceApi services, INodeApi nodes, LogRequest request)
{
    private readonly LogSwarm _swarm = new(logs, new(tasks, services, nodes));
    private IReadOnlyList<SwarmTask> _known = [];
    private IReadOnlyList<SwarmService> _services = [];

    public LogSource OfService(SwarmService service) =>
        new(_swarm, request with { Id = service.Id, Name = service.Name, Tty = service.Tty }, service.Id, service.Name);

    /// <summary>The log of a task by its name or id; null where the swarm has no such task.</summary>
    public async Task<LogSource?> OfTaskAsync(string nameOrId, CancellationToken stop)
    {
        SwarmTask? task = TaskFinder.Newest(_known, nameOrId);
        if (task is null)
        {
            _known = await new TaskFinder(tasks, services, nodes).FindAsync(TaskQuery.All, stop).ConfigureAwait(false);
            task = TaskFinder.Newest(_known, nameOrId);
        }

        if (task is null)
        {
            return null;
        }

        if (_services.All(service => service.Id != task.ServiceId))
        {
            _services = await services.ListServicesAsync(stop).ConfigureAwait(false);
        }

        bool tty = _services.FirstOrDefault(service => service.Id == task.ServiceId)?.Tty ?? false;
        return new(_swarm, request with { Id = task.Id, Name = task.Name, IsTask = true, Tty = tty }, task.ServiceId, task.ServiceName);
    }
}
