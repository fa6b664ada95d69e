using System;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <content>On .NET Framework, whose streams cannot be relied on to let go of a blocked reader.</content>
internal sealed partial class ReadAhead
{
    private Task StartPump() => Task.Run(PumpAsync, CancellationToken.None);

    private async Task PumpAsync()
    {
        // A read that is under way may not look at its token; it ends with its stream.
        using CancellationTokenRegistration closing = closed.Register(stream.Dispose);
        try
        {
            byte[] chunk = new byte[ReadSize];
            int read;
            while ((read = await stream.ReadAsync(chunk, 0, chunk.Length, closed).ConfigureAwait(false)) > 0)
            {
                if (Add(chunk.AsSpan(0, read)))
                {
                    await _room.WaitAsync(closed).ConfigureAwait(false);
                }
            }
        }
        catch when (closed.IsCancellationRequested)
        {
            // However a stream complains that it was taken away from its reader.
            throw new OperationCanceledException(closed);
        }
    }
}
