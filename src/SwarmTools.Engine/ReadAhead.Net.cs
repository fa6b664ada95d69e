using System;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine;

/// <content>On .NET: a thread of its own that blocks in its reads, see <see cref="Transport.FeedHandler"/>.</content>
internal sealed partial class ReadAhead
{
    private Task StartPump() => Task.Factory.StartNew(Pump, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Pump()
    {
        // A blocked read knows no token; it ends with its stream.
        using CancellationTokenRegistration closing = closed.Register(stream.Dispose);
        try
        {
            byte[] chunk = new byte[ReadSize];
            int read;
            while ((read = stream.Read(chunk, 0, chunk.Length)) > 0)
            {
                if (Add(chunk.AsSpan(0, read)))
                {
#pragma warning disable RS0030 // On a thread of its own, which blocks in its next read anyway.
                    _room.Wait(closed);
#pragma warning restore RS0030
                }
            }

            // A socket that is taken away in its read says that it has ended.
            closed.ThrowIfCancellationRequested();
        }
        catch when (closed.IsCancellationRequested)
        {
            // However a stream complains that it was taken away from its reader.
            throw new OperationCanceledException(closed);
        }
    }
}
