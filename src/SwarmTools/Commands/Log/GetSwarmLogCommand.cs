using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Logs;
using SwarmTools.Parameters;
using SwarmTools.Tasks;

namespace SwarmTools.Commands;

/// <summary>Gets what services or tasks wrote, one object for each line.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmLog")]
[OutputType(typeof(SwarmLogEntry), typeof(string))]
public sealed class GetSwarmLogCommand : GetObjectCommand<SwarmService>
{
    private readonly List<LogSource> _sources = [];
    private readonly Dictionary<LiveConnection, LogSwarm> _swarms = [];
    private readonly Dictionary<LiveConnection, IReadOnlyList<SwarmTask>> _tasks = [];

    /// <summary>Services or tasks: objects, names such as web or web.1, or ids; wildcards mean services.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService), typeof(SwarmTask))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>Goes on with new lines until Ctrl+C, or until a command such as Select-Object -First has enough.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>How many of the last lines of each task. The default is all.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Tail { get; set; }

    /// <summary>Only lines from this moment on: a date, or a duration before now such as 10m.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Fills the property Details with what the log driver adds, such as labels.</summary>
    [Parameter]
    public SwitchParameter Detail { get; set; }

    /// <summary>Returns the lines as text.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override ObjectKind<SwarmService> Kind => ObjectKinds.Service;

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        name.RequireUsable();
        _sources.AddRange(SourcesOf(name, LiveOf(name)));
    });

    private protected override void End()
    {
        LogFeed feed = new(_sources, Detail);
        foreach (object item in Feed(feed.ReadAsync, feed))
        {
            if (item is LogFailure { Failure: { } failure, Source: { } source })
            {
                WriteError(ErrorRecords.From(failure, source.Request.Name));
            }
            else
            {
                WriteObject(Raw && item is SwarmLogEntry entry ? entry.Message : item);
            }
        }
    }

    private IReadOnlyList<LogSource> SourcesOf(SwarmReference name, LiveConnection live)
    {
        if (name.Kind == typeof(SwarmTask))
        {
            return [OfTask(live, task => task.Id == name.Id) ?? throw NoTask(name, live)];
        }

        try
        {
            return [.. Find(name).Select(service => new LogSource(SwarmOf(live), Request(service, service.Id, service.Name), service.Id, service.Name))];
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ServiceNotFound) && name.Kind is null)
        {
            return OfTask(live, task => task.Name == name.Name || task.Id == name.Name) is { } source
                ? [source]
                : throw new SwarmException(ErrorId.ServiceNotFound, $"The swarm at '{live.Connection.Name}' has neither a service nor a task '{name}'.", failure);
        }
    }

    // Of several tasks that had one slot in turn, the newest.
    private LogSource? OfTask(LiveConnection live, Func<SwarmTask, bool> isMeant)
    {
        if (!_tasks.TryGetValue(live, out IReadOnlyList<SwarmTask>? all))
        {
            _tasks[live] = all = Ask(live, (engine, stop) => new TaskFinder(engine, engine, engine).FindAsync(TaskQuery.All, stop));
        }

        SwarmTask? task = all
            .Where(isMeant)
            .OrderByDescending(found => found.CreatedAt)
            .FirstOrDefault();
        if (task is null)
        {
            return null;
        }

        SwarmService? service = Find(SwarmReference.To("*")).FirstOrDefault(known => known.Id == task.ServiceId);
        return new(SwarmOf(live), Request(service, task.Id, task.Name) with { IsTask = true }, task.ServiceId, task.ServiceName);
    }

    private LogSwarm SwarmOf(LiveConnection live)
    {
        if (!_swarms.TryGetValue(live, out LogSwarm? swarm))
        {
            ISwarmEngine engine = live.Engine;
            _swarms[live] = swarm = new(engine, new(engine, engine, engine));
        }

        return swarm;
    }

    private LogRequest Request(SwarmService? service, string id, string name) => new()
    {
        Id = id,
        Name = name,
        Tty = service?.Tty ?? false,
        Follow = Follow,
        Tail = Tail,
        Since = Since,
    };

    private static SwarmException NoTask(SwarmReference name, LiveConnection live) => new(
        ErrorId.TaskNotFound, $"The swarm at '{live.Connection.Name}' has no task '{name}' ({name.Id}) any more, and its log is gone with it.");
}
