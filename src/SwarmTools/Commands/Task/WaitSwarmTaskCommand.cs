using System;
using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Rollouts;
using SwarmTools.Tasks;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Waits until tasks have reached a state, and writes each when it has. One that cannot reach it any more gives an error at once.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SwarmTask")]
[OutputType(typeof(SwarmTask))]
public sealed class WaitSwarmTaskCommand : ConnectedCmdlet
{
    private readonly Dictionary<LiveConnection, TaskSearch> _searches = [];

    /// <summary>Tasks: objects, names such as web.1, or ids. A service, or its name with wildcards, means the newest task of each of its slots.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmTask), typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The state. The default is Running; a task that went on to complete has been there too.</summary>
    [Parameter(Position = 1)]
    [Word(typeof(SwarmTaskState))]
    [ArgumentCompleter(typeof(EnumCompleter<SwarmTaskState>))]
    public SwarmTaskState State { get; set; } = SwarmTaskState.Running;

    /// <summary>How long to wait at most. The default is 5 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = RolloutOptions.DefaultTimeout;

    private protected override void Process() => ForEachTarget(Name, wanted =>
    {
        wanted.RequireUsable();
        LiveConnection live = LiveOf(wanted);
        if (!_searches.TryGetValue(live, out TaskSearch? search))
        {
            _searches[live] = search = new(live);
        }

        Await(stop => search.AddAsync(wanted, stop));
    });

    private protected override void End()
    {
        List<SwarmTask> waiting = [];
        foreach (TaskSearch search in _searches.Values)
        {
            IReadOnlyList<SwarmTask> found = Attach(Await(stop => search.AwaitAsync(SystemClock.Instance, stop)), search.Live);
            waiting.AddRange(found);
            search.ReportMissing(found, WriteError);
        }

        foreach (TaskWait wait in StreamOf<SwarmTask, TaskWait>(
            waiting, (engine, tasks, emit, stop) => new TaskWaiter(engine, engine, SystemClock.Instance).RunAsync(tasks, State, Timeout, emit, stop)))
        {
            if (wait.Failure is { } failure)
            {
                WriteError(ErrorRecords.From(failure, wait.Task.Name));
            }
            else
            {
                wait.Task.Connection = waiting.Find(task => task.Id == wait.Task.Id)!.Connection;
                WriteObject(wait.Task);
            }
        }
    }
}
