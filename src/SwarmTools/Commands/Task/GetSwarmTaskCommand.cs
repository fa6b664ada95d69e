using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets tasks: of all services, of some, or on some nodes. Without -History only the newest of each slot.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmTask", DefaultParameterSetName = ByService)]
[OutputType(typeof(SwarmTask))]
public sealed class GetSwarmTaskCommand : ConnectedCmdlet
{
    private const string ByService = "ByService";
    private const string ByObject = "ByObject";

    private readonly Dictionary<LiveConnection, TaskSearch> _searches = [];

    /// <summary>Services, whose names may have wildcards, or names or ids of tasks, such as web.1. The default is all.</summary>
    [Parameter(Position = 0, ParameterSetName = ByService)]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Service { get; set; } = [SwarmReference.To("*")];

    /// <summary>Services, stacks, nodes, or tasks to read anew; texts are names of services or tasks.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ByObject)]
    [ReferenceTo(typeof(SwarmService), typeof(SwarmStack), typeof(SwarmNode), typeof(SwarmTask))]
    [ValidateNotNullOrEmpty]
    public SwarmReference[] InputObject { get; set; } = [];

    /// <summary>Only tasks on these nodes; wildcards are accepted.</summary>
    [Parameter]
    [ReferenceTo(typeof(SwarmNode))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public SwarmReference[]? Node { get; set; }

    /// <summary>Only tasks of these stacks; wildcards are accepted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public string[]? Stack { get; set; }

    /// <summary>Only tasks in these states.</summary>
    [Parameter]
    [Word(typeof(SwarmTaskState))]
    [ArgumentCompleter(typeof(EnumCompleter<SwarmTaskState>))]
    public SwarmTaskState[]? State { get; set; }

    /// <summary>Also the ended tasks that newer ones replaced, as far as the swarm keeps them.</summary>
    [Parameter]
    public SwitchParameter History { get; set; }

    private protected override void Process() => ForEachTarget(ParameterSetName == ByObject ? InputObject : Service, wanted =>
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
        WildcardPattern[]? stacks = Stack?.Select(NamePattern.Of).ToArray();
        foreach (TaskSearch search in _searches.Values)
        {
            HashSet<string> onNodes = [];
            ForEachTarget(Node ?? [], node => onNodes.UnionWith(Await(stop => search.NodesAsync(node, stop))));
            IReadOnlyList<SwarmTask> found = Attach(Await(stop => search.RunAsync(History, stop)), search.Live);
            WriteObject(
                found.Where(task => NamePattern.IsAny(stacks, task.StackName) && (State is null || State.Contains(task.State)) && (Node is null || onNodes.Contains(task.NodeId))),
                enumerateCollection: true);
            search.ReportMissing(found, WriteError);
        }
    }
}
