using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Infrastructure;
using SwarmTools.Rollouts;

namespace SwarmTools.Commands;

/// <summary>A cmdlet that brings services somewhere, step by step, and writes a result of each.</summary>
public abstract class GuardedServiceCmdlet : ServiceChangeCmdlet
{
    /// <summary>How many services are worked on at once.</summary>
    private const int AtOnce = 5;

    private readonly List<SwarmService> _services = [];

    private protected GuardedServiceCmdlet()
    {
    }

    /// <summary>What a rollout of this cmdlet is to do, but for the new version.</summary>
    private protected RollingUpdate Plan => new() { Timeout = Timeout, IsWatched = !NoWait };

    /// <summary>Works on one service.</summary>
    private protected abstract Task<SwarmRolloutResult> RunAsync(ServiceOperations operations, SwarmService service, Action<object> emit, CancellationToken stop);

    /// <summary>Remembers a service to be worked on.</summary>
    private protected void Take(SwarmService service) => _services.Add(service);

    private protected sealed override void End()
    {
        foreach (SwarmRolloutResult result in SeeThrough(_services, AtOnce, RunAsync))
        {
            WriteObject(result);
            ReportFailure(result);
        }
    }
}
