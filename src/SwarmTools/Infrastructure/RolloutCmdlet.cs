using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Parameters;
using SwarmTools.Rollouts;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that waits for services to converge.</summary>
public abstract class RolloutCmdlet : GetObjectCommand<SwarmService>
{
    private readonly RolloutReport _report;
    private ObjectLists<SwarmStack>? _stacks;

    private protected RolloutCmdlet() => _report = new(this);

    /// <summary>How long to wait at most. The default is 5 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = RolloutOptions.DefaultTimeout;

    private protected sealed override ObjectKind<SwarmService> Kind => ObjectKinds.Service;

    /// <summary>How long tasks must stay up to count as converged; null for the service's own update monitor.</summary>
    private protected virtual TimeSpan? StableFor => null;

    /// <summary>Whether this command changed a service that it watches.</summary>
    private protected virtual bool IsAfterChange(SwarmService service) => true;

    /// <summary>The services of the stacks meant by a reference, by name.</summary>
    /// <exception cref="SwarmException"><c>StackNotFound</c>.</exception>
    private protected IReadOnlyList<SwarmService> ServicesOf(SwarmReference stacks)
    {
        stacks.RequireUsable();
        LiveConnection live = LiveOf(stacks);
        return Attach([.. (_stacks ??= ListsOf(ObjectKinds.Stack)).Find(stacks, live).SelectMany(stack => stack.Members)], live);
    }

    /// <summary>Watches services side by side and hands out each result when it is known.</summary>
    private protected IEnumerable<SwarmRolloutResult> Watch(IReadOnlyList<SwarmService> services) => SeeThrough(services, services.Count, WatchAsync);

    /// <summary>Works on services side by side and hands out each result when it is known.</summary>
    /// <param name="services">The services.</param>
    /// <param name="atOnce">How many of them at once.</param>
    /// <param name="work">The work on one; what it emits is shown.</param>
    private protected IEnumerable<SwarmRolloutResult> SeeThrough(
        IReadOnlyList<SwarmService> services, int atOnce, Func<ServiceOperations, SwarmService, Action<object>, CancellationToken, Task<SwarmRolloutResult>> work)
    {
        if (services.Count == 0)
        {
            yield break;
        }

        ProgressView progress = new(this, services);
        SemaphoreSlim turns = new(atOnce); // Not disposed: work that was cancelled may still give its turn back.
        try
        {
            async Task WorkAsync(ISwarmEngine engine, IReadOnlyList<SwarmService> group, Action<object> emit, CancellationToken stop)
            {
                using ServiceBell bell = new(engine);
                ServiceOperations operations = new(engine, bell);
                await Task.WhenAll(group.Select(service => TakeTurnAsync(turns, () => work(operations, service, emit, stop), service, emit, stop))).ConfigureAwait(false);
            }

            foreach (object item in StreamOf<SwarmService, object>(services, WorkAsync))
            {
                if (item is SwarmRolloutResult result)
                {
                    progress.Show(result);
                    yield return result;
                }
                else if (item is RolloutQuestion question)
                {
                    question.Answer(Judge(question.Service));
                }
                else
                {
                    _report.Show(item, progress);
                }
            }

            _report.Write();
        }
        finally
        {
            progress.Complete();
        }
    }

    private protected override void BreakOff()
    {
        _report.Write();
        base.BreakOff();
    }

    /// <summary>Whether a rollout may go on after its first tasks: null for yes, why not otherwise.</summary>
    private protected virtual string? Judge(SwarmService service) => null;

    /// <inheritdoc cref="RolloutReport.Fail(SwarmRolloutResult, object?)"/>
    private protected void ReportFailure(SwarmRolloutResult result, object? carried = null) => _report.Fail(result, carried);

    private async Task<SwarmRolloutResult> WatchAsync(ServiceOperations operations, SwarmService service, Action<object> emit, CancellationToken stop)
    {
        RolloutOptions options = new() { Timeout = Timeout, Monitor = StableFor, IsAfterChange = IsAfterChange(service) };
        SwarmRolloutResult result = await operations.Watcher.RunAsync(service, options, emit, stop).ConfigureAwait(false);
        if (result.Outcome != SwarmRolloutOutcome.Converged)
        {
            await operations.LastWords.AddToAsync(result, service.Tty, stop).ConfigureAwait(false);
        }

        return result;
    }

    private static async Task TakeTurnAsync(
        SemaphoreSlim turns, Func<Task<SwarmRolloutResult>> work, SwarmService service, Action<object> emit, CancellationToken stop)
    {
        await turns.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            emit(await work().ConfigureAwait(false));
        }
        catch (SwarmException failure)
        {
            // One that vanished, or whose managers did, must not end the work on the others.
            emit(ErrorRecords.From(failure, service.Name));
        }
        finally
        {
            turns.Release();
        }
    }
}
