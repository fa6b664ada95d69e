using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Parameters;
using SwarmTools.Tasks;
using SwarmTools.Time;

namespace SwarmTools.Infrastructure;

/// <summary>Gathers what tasks of one swarm are asked for, and reads them all at once.</summary>
internal sealed class TaskSearch(LiveConnection live)
{
    /// <summary>With more services the address would grow too long; then all tasks are read.</summary>
    private const int MostServicesAsked = 50;

    /// <summary>How long an engine may take to make the first tasks of a service, before there are thought to be none.</summary>
    private static readonly TimeSpan s_beginning = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<string> _services = new(StringComparer.Ordinal);
    private readonly HashSet<string> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SwarmReference> _tasks = new(StringComparer.Ordinal);
    private readonly HashSet<(string, int, string)> _slots = [];
    private IReadOnlyList<SwarmService>? _knownServices;
    private IReadOnlyList<SwarmNode>? _knownNodes;
    private bool _all;

    public LiveConnection Live => live;

    /// <summary>Adds the tasks of a service, stack or node, or one task.</summary>
    /// <exception cref="SwarmException"><c>ServiceNotFound</c>, <c>NodeNotFound</c>.</exception>
    public async Task AddAsync(SwarmReference wanted, CancellationToken stop)
    {
        if (wanted.Kind == typeof(SwarmTask))
        {
            _tasks[wanted.Id] = wanted;
        }
        else if (wanted.Kind == typeof(SwarmNode))
        {
            _nodes.UnionWith(await NodesAsync(wanted, stop).ConfigureAwait(false));
        }
        else if (wanted.Kind == typeof(SwarmStack))
        {
            _services.UnionWith((await live.Engine.ListServicesAsync(stop).ConfigureAwait(false)).Where(service => service.StackName == wanted.Id).Select(service => service.Id));
        }
        else if (wanted is { Id: "", Name: "*" })
        {
            _all = true;
        }
        else
        {
            await AddServiceAsync(wanted, stop).ConfigureAwait(false);
        }
    }

    private async Task AddServiceAsync(SwarmReference wanted, CancellationToken stop)
    {
        bool isKnown = _knownServices is not null;
        try
        {
            _knownServices ??= await live.Engine.ListServicesAsync(stop).ConfigureAwait(false);
            _services.UnionWith(NameFilter.Select(_knownServices, wanted, ObjectKinds.Service, live).Select(service => service.Id));
        }
        catch (SwarmException failure) when (isKnown && failure.Is(ErrorId.ServiceNotFound))
        {
            // It may have been made since the list was read.
            _knownServices = null;
            await AddServiceAsync(wanted, stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (wanted.Kind is null && failure.Is(ErrorId.ServiceNotFound))
        {
            SwarmTask task = await TaskAsync(wanted.Name, stop).ConfigureAwait(false)
                ?? throw new SwarmException(ErrorId.ServiceNotFound, $"The swarm at '{live.Connection.Name}' has neither a service nor a task '{wanted}'.", failure);
            _tasks[task.Id] = wanted;
            if (task.Id != wanted.Name)
            {
                // A name is that of all tasks that had the slot in turn, an id that of one.
                _slots.Add(SlotOf(task));
            }
        }
    }

    // Of several tasks that had one slot in turn, the newest.
    private async Task<SwarmTask?> TaskAsync(string nameOrId, CancellationToken stop)
    {
        IReadOnlyList<SwarmTask> all = await new TaskFinder(live.Engine, live.Engine, live.Engine).FindAsync(TaskQuery.All, stop).ConfigureAwait(false);
        return TaskFinder.Newest(all, nameOrId);
    }

    /// <summary>The ids of the nodes that a reference means.</summary>
    /// <exception cref="SwarmException"><c>NodeNotFound</c>.</exception>
    public async Task<IReadOnlyList<string>> NodesAsync(SwarmReference wanted, CancellationToken stop)
    {
        _knownNodes ??= await live.Engine.ListNodesAsync(stop).ConfigureAwait(false);
        return [.. NameFilter.Select(_knownNodes, wanted, ObjectKinds.Node, live).Select(node => node.Id)];
    }

    /// <summary>Reads the tasks.</summary>
    /// <param name="history">Whether ended tasks that newer ones replaced are wanted too.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task<IReadOnlyList<SwarmTask>> RunAsync(bool history, CancellationToken stop)
    {
        if (!_all && _services.Count + _nodes.Count + _tasks.Count == 0)
        {
            return [];
        }

        bool onlyServices = !_all && _nodes.Count == 0 && _tasks.Count == 0 && _services.Count <= MostServicesAsked;
        TaskQuery query = onlyServices ? new() { ServiceIds = [.. _services] } : TaskQuery.All;
        IReadOnlyList<SwarmTask> found = await new TaskFinder(live.Engine, live.Engine, live.Engine).FindAsync(query, stop).ConfigureAwait(false);
        HashSet<string> shown = [.. (history ? found : TaskFinder.Newest(found)).Select(task => task.Id)];
        return [.. found.Where(task => _tasks.ContainsKey(task.Id) || (shown.Contains(task.Id) && IsAsked(task)))];
    }

    /// <summary>Reads the newest tasks. A service that was just made has none for a moment, and is given one.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="stop">Ends the requests.</param>
    public async Task<IReadOnlyList<SwarmTask>> AwaitAsync(IClock clock, CancellationToken stop)
    {
        string[] started = [.. (_knownServices ?? []).Where(service => _services.Contains(service.Id) && service.Replicas != 0).Select(service => service.Id)];
        Deadline deadline = new(clock, s_beginning);
        while (true)
        {
            IReadOnlyList<SwarmTask> found = await RunAsync(history: false, stop).ConfigureAwait(false);
            if (deadline.IsOver || started.All(service => found.Any(task => task.ServiceId == service)))
            {
                return found;
            }

            await clock.DelayAsync(s_pause, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Tells of the tasks asked for by object that the swarm has forgotten.</summary>
    public void ReportMissing(IReadOnlyList<SwarmTask> found, Action<ErrorRecord> write)
    {
        foreach (SwarmReference task in _tasks.Where(task => found.All(known => known.Id != task.Key)).Select(task => task.Value))
        {
            write(ErrorRecords.From(new(ErrorId.TaskNotFound, $"The swarm at '{live.Connection.Name}' has no task '{task}' ({task.Id}) any more."), task.Given));
        }
    }

    private bool IsAsked(SwarmTask task) => _all || _services.Contains(task.ServiceId) || _nodes.Contains(task.NodeId) || _slots.Contains(SlotOf(task));

    private static (string Service, int Slot, string Node) SlotOf(SwarmTask task) => (task.ServiceId, task.Slot, task.Slot == 0 ? task.NodeId : "");
}
