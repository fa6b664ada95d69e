using System;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Infrastructure;

/// <summary>The one place that blocks a thread on a task: PowerShell's pipeline is synchronous.</summary>
internal static class Blocking
{
    /// <summary>Waits until a task ended, however it ended; its failure stays in it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled before the task ended.</exception>
    public static void Wait(Task task, CancellationToken stop)
    {
        try
        {
#pragma warning disable RS0030 // See the summary.
            task.Wait(stop);
#pragma warning restore RS0030
        }
        catch (AggregateException)
        {
            // The caller takes the result of the task, and with it the failure, unwrapped.
        }
    }

    /// <summary>Waits until a task ended, however it ended, or the time is over.</summary>
    public static void Wait(Task task, TimeSpan atMost)
    {
        using CancellationTokenSource limit = new(atMost);
        try
        {
            Wait(task, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // It goes on without anybody.
        }
    }

#pragma warning disable RS0030 // What has ended is not waited for.
    /// <summary>The result of a task that has ended, or its failure as it was thrown.</summary>
    public static T ResultOf<T>(Task<T> ended) => ended.GetAwaiter().GetResult();

    /// <summary>Throws the failure of a task that has ended, where it has one.</summary>
    public static void Require(Task ended) => ended.GetAwaiter().GetResult();
#pragma warning restore RS0030
}
