using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Parameters;
using SwarmTools.Pipelines;

namespace SwarmTools.Infrastructure;

/// <summary>What every cmdlet of SwarmTools can do: wait for asynchronous work on the pipeline thread, and fail well.</summary>
/// <remarks>Nothing below a cmdlet ever takes one. Operations return values, throw <see cref="SwarmException"/> or emit events.</remarks>
public abstract class SwarmCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly BuildVoice _build;

    private protected SwarmCmdlet() => _build = new(this);

    /// <summary>Runs once, before the first input.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>Runs for each input.</summary>
    private protected virtual void Process()
    {
    }

    /// <summary>Runs once, after the last input; not after Ctrl+C.</summary>
    private protected virtual void End()
    {
    }

    /// <summary>Runs before a failure ends the command: what was done before it is told here.</summary>
    private protected virtual void BreakOff()
    {
    }

    /// <summary>Takes each error and each warning before it is written.</summary>
    private protected virtual void Note(BuildNotice notice)
    {
    }

    /// <summary>Writes an error, and tells a build service of it.</summary>
    internal new void WriteError(ErrorRecord error) => WriteErrors([error]);

    /// <summary>Tells a build service of errors that belong together, and then writes them: the first may end the command (-ErrorAction Stop), and all are to be known.</summary>
    internal void WriteErrors(IReadOnlyList<ErrorRecord> errors)
    {
        foreach (ErrorRecord error in errors)
        {
            _build.Error(Noted(error), isTerminating: false);
        }

        foreach (ErrorRecord error in errors)
        {
#pragma warning disable RS0030 // The one way of an error, a warning and a bar to PowerShell.
            base.WriteError(error);
#pragma warning restore RS0030
        }
    }

    /// <summary>Writes a warning, and tells a build service of it.</summary>
    internal new void WriteWarning(string text)
    {
        BuildNotice notice = BuildNotice.Warning(text);
        Note(notice);
        _build.Warning(notice);
#pragma warning disable RS0030
        base.WriteWarning(text);
#pragma warning restore RS0030
    }

    /// <summary>Shows how far the work is, and tells a build service of it.</summary>
    internal new void WriteProgress(ProgressRecord record)
    {
        _build.Progress(record);
#pragma warning disable RS0030
        base.WriteProgress(record);
#pragma warning restore RS0030
    }

    /// <summary>Waits for one answer. Ctrl+C ends the wait even if the operation ignores its token.</summary>
    internal T Await<T>(Func<CancellationToken, Task<T>> operation)
    {
        // On the thread pool, so that no host's synchronization context can be captured.
        Task<T> task = Task.Run(() => operation(_stop.Token));
        WaitFor(task);
        return Blocking.ResultOf(task);
    }

    /// <summary>Waits for work that has no answer.</summary>
    private protected void Await(Func<CancellationToken, Task> operation) => Await(async stop =>
    {
        await operation(stop).ConfigureAwait(false);
        return true;
    });

    /// <summary>Hands out the batches of a feed: one pull ahead, null at the end; leaving the loop cancels it.</summary>
    /// <param name="next">Pulls a batch.</param>
    /// <param name="source">What is pulled from; disposed when the last pull has ended.</param>
    private protected IEnumerable<T> Feed<T>(Func<CancellationToken, Task<IReadOnlyList<T>?>> next, IDisposable source)
    {
        using CancellationTokenSource left = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        CancellationToken token = left.Token;
        Task<IReadOnlyList<T>?> pending = Task.Run(() => next(token));
        try
        {
            while (Await(_ => pending) is { } batch)
            {
                pending = Task.Run(() => next(token));
                foreach (T item in batch)
                {
                    yield return item;
                }
            }
        }
        finally
        {
            left.Cancel();
            Forget(pending.ContinueWith(_ => source.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default));
            Forget(pending);
        }
    }

    /// <summary>Hands out the events that an operation emits, on the pipeline thread, as they come. Leaving the loop cancels the operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="puttingBack">How long a cancelled operation may take to put back what it changed for a while; it is waited for, also after Ctrl+C.</param>
    private protected IEnumerable<T> Emitted<T>(Func<Action<T>, CancellationToken, Task> operation, TimeSpan puttingBack = default)
    {
        using CancellationTokenSource left = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        CancellationToken token = left.Token;
        EventBuffer<T> events = new();
        Task task = Task.Run(async () =>
        {
            try
            {
                await operation(events.Add, token).ConfigureAwait(false);
            }
            finally
            {
                events.Complete();
            }
        });

        try
        {
            while (Await(events.TakeAsync) is { Count: > 0 } batch)
            {
                foreach (T item in batch)
                {
                    yield return item;
                }
            }

            WaitFor(task);
            Blocking.Require(task);
        }
        finally
        {
            left.Cancel();
            Blocking.Wait(task, puttingBack);
            Forget(task);
        }
    }

    /// <summary>Works through targets; a failure of one is reported and the next is tried.</summary>
    private protected void ForEachTarget<T>(IEnumerable<T> targets, Action<T> work)
    {
        foreach (T target in targets)
        {
            try
            {
                work(target);
            }
            catch (SwarmException failure) when (!failure.EndsCommand)
            {
                WriteError(ErrorRecords.From(failure, target is SwarmReference reference ? reference.Given : target));
            }
        }
    }

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guard(Begin);

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(End);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (SwarmException failure)
        {
            BreakOff();
            ErrorRecord error = ErrorRecords.From(failure, target: null);
            _build.Error(Noted(error), isTerminating: true);
#pragma warning disable RS0030
            ThrowTerminatingError(error);
#pragma warning restore RS0030
        }
    }

    private BuildNotice Noted(ErrorRecord error)
    {
        // Every error is one of ours: see ErrorRecords.
        BuildNotice notice = BuildNotice.Of((SwarmException)error.Exception);
        Note(notice);
        return notice;
    }

    private void WaitFor(Task task)
    {
        try
        {
            Blocking.Wait(task, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Forget(task);
            throw new PipelineStoppedException();
        }
    }

    // A task that nobody waits for any longer may still fail; its exception must not look unnoticed.
    private static void Forget(Task task) => task.ContinueWith(
        static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
