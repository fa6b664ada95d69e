using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>
/// Looks whether services have converged and are healthy, and returns findings; none where all is well. With -Endpoint it tries their published ports from this machine:
/// on every node that is ready, or, of ports in mode host, on those that have a task.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "SwarmService")]
[OutputType(typeof(SwarmHealthFinding), typeof(SwarmEndpointResult), typeof(bool))]
public sealed class TestSwarmServiceCommand : ServiceTestCmdlet
{
    private readonly List<(SwarmService Service, LiveConnection Live)> _services = [];
    private int _missing;

    /// <summary>Names, ids or services; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    /// <summary>Returns only whether all is well; what is advised does not count.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Writes an error for each service that is not well.</summary>
    [Parameter]
    public SwitchParameter Require { get; set; }

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        // Left so where nothing is found: that is an error, and not well.
        _missing++;
        IReadOnlyList<SwarmService> named = Find(name);
        _missing--;
        foreach (SwarmService service in named.Where(service => _services.All(known => known.Service.Id != service.Id || known.Live != LiveOf(name))))
        {
            _services.Add((service, LiveOf(name)));
            if (Endpoint && !name.IsWildcard && service.Ports.Count == 0)
            {
                WriteWarning($"The service '{service.Name}' publishes no port, so there is nothing to try.");
            }
        }
    });

    private protected override void End()
    {
        List<object> found = [];
        List<(string Service, SwarmException Failure)> failures = [];
        foreach (IGrouping<LiveConnection, SwarmService> services in _services.GroupBy(pair => pair.Live, pair => pair.Service))
        {
            failures.AddRange(Look([.. services], services.Key, found));
        }

        WriteObject(Quiet ? [failures.Count == 0 && _missing == 0] : found, enumerateCollection: true);
        foreach ((string service, SwarmException failure) in Require ? failures : [])
        {
            WriteError(ErrorRecords.From(failure, service));
        }
    }
}
