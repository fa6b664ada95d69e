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
}
