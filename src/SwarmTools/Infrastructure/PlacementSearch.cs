using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Parameters;
using SwarmTools.Placement;
using SwarmTools.Tasks;
using SwarmTools.Time;

namespace SwarmTools.Infrastructure;

/// <summary>Finds the services and tasks of one swarm whose placement is asked for, all in one snapshot of it.</summary>
internal sealed class PlacementSearch(LiveConnection live)
{
    private PlacementSnapshot? _seen;

    /// <summary>What the scheduler says of the services, or the task, that a reference means.</summary>
    /// <exception cref="SwarmException"><c>ServiceNotFound</c>, <c>TaskNotFound</c>, <c>NameAmbiguous</c>.</exception>
    public async Task<IReadOnlyList<SwarmPlacementVerdict>> TraceAsync(SwarmReference wanted, CancellationToken stop)
    {
        bool isKnown = _seen is not null;
        _seen ??= await new PlacementReader(live.Engine, live.Engine, live.Engine, live.Engine, SystemClock.Instance).ReadAsync(stop).ConfigureAwait(false);
        try
        {
            IReadOnlyList<SwarmPlacementVerdict> verdicts = Trace(_seen, wanted);
            foreach (SwarmPlacementVerdict verdict in verdicts)
            {
                verdict.Connection = live.Connection;
            }

            return verdicts;
        }
        catch (SwarmException failure) when (isKnown && (failure.Is(ErrorId.ServiceNotFound) || failure.Is(ErrorId.TaskNotFound)))
        {
            // It may have been made since the swarm was looked at.
            _seen = null;
            return await TraceAsync(wanted, stop).ConfigureAwait(false);
        }
    }

    private IReadOnlyList<SwarmPlacementVerdict> Trace(PlacementSnapshot seen, SwarmReference wanted)
    {
        if (wanted.Kind == typeof(SwarmTask))
        {
            return TraceTask(seen, TaskFinder.Newest(seen.Tasks, wanted.Id)
                ?? throw new SwarmException(ErrorId.TaskNotFound, $"The swarm at '{live.Connection.Name}' has no task '{wanted}' ({wanted.Id}) any more."));
        }

        try
        {
            return [.. NameFilter.Select(seen.Services, wanted, ObjectKinds.Service, live).SelectMany(service => PlacementTracer.OfService(seen, service))];
        }
        catch (SwarmException failure) when (wanted.Kind is null && failure.Is(ErrorId.ServiceNotFound))
        {
            return TraceTask(seen, TaskFinder.Newest(seen.Tasks, wanted.Name)
                ?? throw new SwarmException(ErrorId.ServiceNotFound, $"The swarm at '{live.Connection.Name}' has neither a service nor a task '{wanted}'.", failure));
        }
    }

    private static IReadOnlyList<SwarmPlacementVerdict> TraceTask(PlacementSnapshot seen, SwarmTask task) => PlacementTracer.OfTask(
        seen,
        seen.Services.FirstOrDefault(service => service.Id == task.ServiceId)
            ?? throw new SwarmException(ErrorId.ServiceNotFound, $"The service of the task '{task.Name}' ({task.Id}) is gone, and the task only waits for its end."),
        task);
}
