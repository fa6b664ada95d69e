using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Logs;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets what services or tasks wrote, one object for each line.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmLog")]
[OutputType(typeof(SwarmLogEntry), typeof(string))]
public sealed class GetSwarmLogCommand : GetObjectCommand<SwarmService>
{
    private readonly List<LogSource> _sources = [];
    private readonly Dictionary<LiveConnection, LogFinder> _finders = [];
    private LogFilter _filter = new();

    /// <summary>Services, stacks or tasks: objects, names such as web or web.1, or ids; names with wildcards are those of services.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService), typeof(SwarmStack), typeof(SwarmTask))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(LogSourceCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>Goes on with new lines until the services are removed, until Ctrl+C, or until a command such as Select-Object -First has enough.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <summary>How many of the last lines of each task; with -Until, of those until then. The default is all.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Tail { get; set; }

    /// <summary>Only lines from this moment on: a date, or a duration before now such as 10m.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only lines until this moment: a date, or a duration before now such as 10m. Not with -Follow.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Until { get; set; }

    /// <summary>Only lines that match this regular expression; case does not matter. With -Tail, those of the last lines that do.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Pattern { get; set; }

    /// <summary>Only what was written to StandardOutput or StandardError. The default is both; a terminal has one only, StandardOutput.</summary>
    [Parameter]
    [ValidateSet(nameof(SwarmLogStream.StandardOutput), nameof(SwarmLogStream.StandardError))]
    [Word(typeof(SwarmLogStream))]
    public SwarmLogStream Stream { get; set; }

    /// <summary>Fills the property Details with what the log driver adds, such as labels.</summary>
    [Parameter]
    public SwitchParameter Detail { get; set; }

    /// <summary>Returns the lines as text.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    private protected override ObjectKind<SwarmService> Kind => ObjectKinds.Service;

    private protected override void Begin()
    {
        if (Follow && Until is not null)
        {
            throw new SwarmException(ErrorId.OptionInvalid, "-Until and -Follow contradict each other: what is followed has no end yet. Give one of the two.");
        }

        _filter = new() { Until = Until, Pattern = Pattern is null ? null : LogFilter.ParsePattern(Pattern) };
    }

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        name.RequireUsable();
        _sources.AddRange(SourcesOf(name, LiveOf(name)));
    });

    private protected override void End()
    {
        LogEntries entries = new(_filter, Detail);
        IFeedReader<object> feed = Follow ? new FollowedLogFeed(_sources, entries) : new MergedLogFeed(_sources, entries);
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
            return [OfTask(name.Id, live) ?? throw new SwarmException(
                ErrorId.TaskNotFound, $"The swarm at '{live.Connection.Name}' has no task '{name}' ({name.Id}) any more, and its log is gone with it.")];
        }

        if (name.Kind == typeof(SwarmStack))
        {
            return OfStack(name.Id, live);
        }

        try
        {
            return [.. Find(name).SelectMany(service => OfService(service, live))];
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.ServiceNotFound) && name.Kind is null)
        {
            return OfTask(name.Name, live) is { } task ? [task]
                : OfStack(name.Name, live) is { Count: > 0 } stack ? stack
                : throw new SwarmException(ErrorId.ServiceNotFound, $"The swarm at '{live.Connection.Name}' has no service, task or stack '{name}'.", failure);
        }
    }

    private IReadOnlyList<LogSource> OfStack(string stack, LiveConnection live) =>
        [.. All(live).Where(service => service.StackName == stack).SelectMany(service => OfService(service, live))];

    private IReadOnlyList<LogSource> OfService(SwarmService service, LiveConnection live)
    {
        List<string> warnings = [];
        IReadOnlyList<LogSource> found = Await(stop => FinderOf(live).OfServiceAsync(service, warnings.Add, stop));
        warnings.ForEach(WriteWarning);
        return found;
    }

    private LogSource? OfTask(string nameOrId, LiveConnection live) => Await(stop => FinderOf(live).OfTaskAsync(nameOrId, stop));

    private LogFinder FinderOf(LiveConnection live)
    {
        if (!_finders.TryGetValue(live, out LogFinder? finder))
        {
            ISwarmEngine engine = live.Engine;
            LogSwarm swarm = new ServiceOperations(engine).LogSwarm;
            swarm = Until is null ? swarm : swarm with { Logs = new LastLinesUntil(swarm.Logs, _filter) };
            _finders[live] = finder = new(swarm, engine, engine, engine, new() { Details = Detail, Follow = Follow, Tail = Tail, Since = Since, Stream = Stream });
        }

        return finder;
    }
}
