using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Says of each node whether it can take a task of a service, and why not: by the rules of the engine's scheduler, beside what the engine says itself.</summary>
[Cmdlet(VerbsDiagnostic.Trace, "SwarmPlacement")]
[OutputType(typeof(SwarmPlacementVerdict))]
public sealed class TraceSwarmPlacementCommand : ConnectedCmdlet
{
    private readonly Dictionary<LiveConnection, PlacementSearch> _searches = [];

    /// <summary>Services or tasks: objects, names such as web or web.1, or ids; wildcards are accepted for services. A service means a task of it that waits for a node, or else one task more.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService), typeof(SwarmTask))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    private protected override void Process() => ForEachTarget(Name, wanted =>
    {
        wanted.RequireUsable();
        LiveConnection live = LiveOf(wanted);
        if (!_searches.TryGetValue(live, out PlacementSearch? search))
        {
            _searches[live] = search = new(live);
        }

        WriteObject(Await(stop => search.TraceAsync(wanted, stop)), enumerateCollection: true);
    });
}
