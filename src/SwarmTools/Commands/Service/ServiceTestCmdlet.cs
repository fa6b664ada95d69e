using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Diagnostics;
using SwarmTools.Endpoints;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Services;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that looks whether services are well, or tries their published ports.</summary>
public abstract class ServiceTestCmdlet : GetObjectCommand<SwarmService>
{
    private protected ServiceTestCmdlet()
    {
    }

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

    /// <summary>Looks at the services of one swarm, in the way that was asked for.</summary>
    /// <param name="services">The services.</param>
    /// <param name="live">Their swarm.</param>
    /// <param name="found">Gets what is found.</param>
    /// <returns>Those that are not well.</returns>
    private protected IReadOnlyList<(string Service, SwarmException Failure)> Look(IReadOnlyList<SwarmService> services, LiveConnection live, List<object> found) =>
        Endpoint ? Try(services, live, found) : Examine(services, live, found);

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
