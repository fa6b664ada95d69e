using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Diagnostics;
using SwarmTools.Endpoints;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Services;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>
/// Looks whether services have converged and are healthy, and returns findings; none where all is well. With -Endpoint it tries their published ports from this machine:
/// on every node that is ready, or, of ports in mode host, on those that have a task.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "SwarmService")]
[OutputType(typeof(SwarmHealthFinding), typeof(SwarmEndpointResult), typeof(bool))]
public sealed class TestSwarmServiceCommand : GetObjectCommand<SwarmService>
{
    private readonly List<(SwarmService Service, LiveConnection Live)> _services = [];

    /// <summary>Names, ids or services; wildcards are accepted. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmService))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ServiceNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    /// <summary>Tries the published ports. Ports of UDP are named and not tried: whether they answer cannot be seen.</summary>
    [Parameter]
    public SwitchParameter Endpoint { get; set; }

    /// <summary>What to get by HTTP where a port is tried, such as /health: an answer below 400 is wanted. Without it a connection is enough.</summary>
    [Parameter]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string? HttpPath { get; set; }

    /// <summary>How long a port is tried. The default is 3 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = EndpointTester.DefaultTimeout;

    /// <summary>Returns only whether all is well; what is advised does not count.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Writes an error for each service that is not well.</summary>
    [Parameter]
    public SwitchParameter Require { get; set; }

    private protected override ObjectKind<SwarmService> Kind { get; } =
        ObjectKinds.Service with { ListAsync = (engine, stop) => new ServiceFinder(engine, engine, engine).ListAsync(stop) };

    private protected override void Begin()
    {
        if (!Endpoint && (HttpPath is not null || MyInvocation.BoundParameters.ContainsKey(nameof(Timeout))))
        {
            throw new SwarmException(ErrorId.OptionInvalid, "-HttpPath and -Timeout say how ports are tried, which only -Endpoint does.");
        }

        EndpointTester.RequireUsable(HttpPath, Timeout);
    }

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        foreach (SwarmService service in Find(name).Where(service => _services.All(known => known.Service.Id != service.Id || known.Live != LiveOf(name))))
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
            failures.AddRange(Endpoint ? Try([.. services], services.Key, found) : Examine([.. services], services.Key, found));
        }

        WriteObject(Quiet ? [failures.Count == 0] : found, enumerateCollection: true);
        foreach ((string service, SwarmException failure) in Require ? failures : [])
        {
            WriteError(ErrorRecords.From(failure, service));
        }
    }

    private IReadOnlyList<(string Service, SwarmException Failure)> Try(IReadOnlyList<SwarmService> services, LiveConnection live, List<object> found)
    {
        IReadOnlyList<SwarmEndpointResult> results = Await(stop => new EndpointTester(live.Engine, live.Engine, live.Engine).TestAsync(services, HttpPath, Timeout, stop));
        results.ToList().ForEach(result => result.Connection = live.Connection);
        found.AddRange(results);
        return ServiceVerdict.Of(results);
    }

    private IReadOnlyList<(string Service, SwarmException Failure)> Examine(IReadOnlyList<SwarmService> services, LiveConnection live, List<object> found)
    {
        IReadOnlyList<SwarmHealthFinding> findings = Await(stop => new ServiceExaminer(live.Engine, SystemClock.Instance).ExamineAsync(services, stop));
        findings.ToList().ForEach(finding => finding.Connection = live.Connection);
        found.AddRange(findings);
        return ServiceVerdict.Of(findings);
    }
}
