using System;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;

namespace SwarmTools.Engine.Tests;

public class ReadAheadTests
{
    private static readonly byte[] s_piece = new byte[8 * 1024];

    [Fact]
    public async Task All_that_came_is_taken_at_once_and_nothing_at_the_end()
    {
        Pipe pipe = new();
        using ReadAhead ahead = new(pipe.Reader.AsStream(), Stop.Token);
        Task<ArraySegment<byte>> first = ahead.TakeAsync();
        Assert.False(first.IsCompleted);
        await pipe.Writer.WriteAsync((byte[])[1], Stop.Token);
        Assert.Equal((byte[])[1], (await first.Soon()).ToArray());
        await pipe.Writer.WriteAsync((byte[])[2], Stop.Token);
        await pipe.Writer.WriteAsync((byte[])[3], Stop.Token);
        await pipe.Writer.CompleteAsync();
        await ahead.Completion.Soon();
        Assert.Equal((byte[])[2, 3], (await ahead.TakeAsync().Soon()).ToArray());
        Assert.Equal(0, (await ahead.TakeAsync().Soon()).Count);
        Assert.Equal(0, (await ahead.TakeAsync().Soon()).Count);
    }

    [Fact]
    public async Task What_nobody_takes_is_read_up_to_a_limit_and_goes_on_when_it_is_taken()
    {
        Pipe pipe = new(new(pauseWriterThreshold: s_piece.Length, resumeWriterThreshold: 1));
        using ReadAhead ahead = new(pipe.Reader.AsStream(), Stop.Token);
        _ = ahead.Completion;
        int written = 0;
        Task write;
        do
        {
            write = pipe.Writer.WriteAsync(s_piece, Stop.Token).AsTask();
            written += s_piece.Length;
        }
        while (await Task.WhenAny(write, Task.Delay(500, Stop.Token)) == write);

        Assert.InRange(written, 1024 * 1024, 2 * 1024 * 1024);
        Assert.InRange((await ahead.TakeAsync().Soon()).Count, 1024 * 1024, 2 * 1024 * 1024);
        Assert.NotEqual(0, (await ahead.TakeAsync().Soon()).Count);
    }

    [Fact]
    public async Task Many_share_what_may_be_read_ahead()
    {
        const int Count = 500;
        using CancellationTokenSource closed = new();
        ReadAhead[] many = [.. Enumerable.Range(0, Count).Select(_ => new ReadAhead(new Endless(), closed.Token))];
        Array.ForEach(many, ahead => _ = ahead.Completion);
        await Task.Delay(1000, Stop.Token);

        ArraySegment<byte>[] taken = await Task.WhenAll(many.Select(ahead => ahead.TakeAsync())).Soon();

        // The first ones had more room when they began.
        Assert.InRange(taken.Select(bytes => bytes.Count).Order().ElementAt(Count / 2), 1, 256 * 1024);
        Assert.InRange(taken.Sum(bytes => (long)bytes.Count), 1, 128 * 1024 * 1024);
        await closed.CancelAsync();
        Array.ForEach(many, ahead => ahead.Dispose());

        // Those of other tests have as much room as ever.
        await Task.WhenAll(many.Select(ahead => Task.WhenAny(ahead.Completion))).Soon();
    }

    [Fact]
    public async Task A_failure_comes_after_all_that_came_before_it()
    {
        Pipe pipe = new(new(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        using ReadAhead ahead = new(pipe.Reader.AsStream(), Stop.Token);
        _ = ahead.Completion;
        await pipe.Writer.WriteAsync((byte[])[1], Stop.Token);
        await pipe.Writer.WriteAsync((byte[])[2], Stop.Token);
        await pipe.Writer.CompleteAsync(new IOException("broke"));
        await Task.WhenAny(ahead.Completion).Soon();
        Assert.Equal((byte[])[1, 2], (await ahead.TakeAsync().Soon()).ToArray());
        await Assert.ThrowsAsync<IOException>(() => ahead.TakeAsync().Soon());
    }

    [Fact]
    public async Task Closing_ends_a_wait()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        using TcpClient client = new();
        await client.ConnectAsync((IPEndPoint)silent.LocalEndpoint, Stop.Token);
        using CancellationTokenSource closed = new();
        using ReadAhead ahead = new(client.GetStream(), closed.Token);
        Task<ArraySegment<byte>> pending = ahead.TakeAsync();
        await closed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.Soon());
    }

    private sealed class Endless : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => CanRead ? count : 0;
    }
}
