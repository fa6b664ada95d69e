using System;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Tests.Support;

/// <summary>The token of the running test, and generous limits for what must not hang.</summary>
internal static class Stop
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<T> Soon<T>(this Task<T> task, int seconds = 20) => task.WaitAsync(TimeSpan.FromSeconds(seconds), Token);

    public static Task Soon(this Task task, int seconds = 20) => task.WaitAsync(TimeSpan.FromSeconds(seconds), Token);
}
