using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Waits until all services of stacks have converged. Each service gives a result; one that failed also an error.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SwarmStack")]
[OutputType(typeof(SwarmRolloutResult))]
public sealed class WaitSwarmStackCommand : RolloutCmdlet
{
    private readonly List<SwarmService> _services = [];
    private readonly HashSet<(SwarmConnection?, string)> _seen = [];

    /// <summary>Names or stacks; wildcards are accepted. All services are waited for side by side.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmStack))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>How long tasks must stay up to count as converged. The default is each service's own update monitor, or 5 seconds.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? Monitor { get; set; }

    private protected override TimeSpan? StableFor => Monitor;

    private protected override void Process() => ForEachTarget(
        Name, name => _services.AddRange(ServicesOf(name).Where(service => _seen.Add((service.Connection, service.Id)))));

    private protected override void End()
    {
        foreach (SwarmRolloutResult result in Watch(_services))
        {
            WriteObject(result);
            ReportFailure(result);
        }
    }
}
