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
}
