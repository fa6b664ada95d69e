using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Parameters;
using SwarmTools.Rollouts;
using SwarmTools.Time;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that waits for services to converge.</summary>
public abstract class RolloutCmdlet : GetObjectCommand<SwarmService>
{
    private protected RolloutCmdlet()
    {
    }

    /// <summary>How long to wait at most. The default is 5 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = RolloutOptions.DefaultTimeout;

    private protected sealed override ObjectKind<SwarmService> Kind => ObjectKinds.Service;

    /// <summary>How long tasks must stay up to count as converged; null for the service's own update monitor.</summary>
    private protected virtual TimeSpan? StableFor => null;

    /// <summary>Whether this command changed a service that it watches.</summary>
    private protected virtual bool IsAfterChange(SwarmService service) => true;

    /// <summary>Whether what is watched goes back to what it was before.</summary>
    private protected virtual bool IsRollback => false;

    /// <summary>Watches services side by side and hands out each result when it is known.</summary>
    private protected IEnumerable<SwarmRolloutResult> Watch(IReadOnlyList<SwarmService> services)
    {
        if (services.Count == 0)
        {
            yield break;
        }

        ProgressView progress = new(this, services.Count);
        try
        {
            foreach (object item in StreamOf<SwarmService, object>(
                services, (engine, group, emit, stop) => Task.WhenAll(group.Select(service => WatchAsync(service, engine, emit, stop)))))
            {
                switch (item)
                {
                    case SwarmRolloutResult result:
                        progress.Show(result);
                        yield return result;
                        break;
                    case RolloutEvent change:
                        progress.Show(change);
                        break;
                    case ErrorRecord failure:
                        WriteError(failure);
                        break;
                    default:
                        break;
                }
            }
        }
        finally
        {
            progress.Complete();
        }
    }

    /// <summary>Writes an error when a rollout ended badly.</summary>
    private protected void ReportFailure(SwarmRolloutResult result)
    {
        if (RolloutFailure.Of(result) is { } failure)
        {
            WriteError(ErrorRecords.From(failure, result.ServiceName));
        }
    }

    private async Task WatchAsync(SwarmService service, ISwarmEngine engine, Action<object> emit, CancellationToken stop)
    {
        RolloutWatcher watcher = new(engine, engine, engine, SystemClock.Instance);
        RolloutOptions options = new() { Timeout = Timeout, Monitor = StableFor, IsAfterChange = IsAfterChange(service), IsRollback = IsRollback };
        try
        {
            emit(await watcher.RunAsync(service, options, emit, stop).ConfigureAwait(false));
        }
        catch (SwarmException failure)
        {
            // One that vanished, or whose managers did, must not end the wait for the others.
            emit(ErrorRecords.From(failure, service.Name));
        }
    }
}
