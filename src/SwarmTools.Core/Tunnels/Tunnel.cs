using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Tunnels;

/// <summary>A way from here into a task on a node. Bytes go one way at a time, sealed, and end with a report that only the other end can have made.</summary>
internal sealed class Tunnel(TunnelRequest request, TunnelKey key, TunnelTrail trail, TunnelWatch watch, RandomNumberGenerator random)
{
    private const int ChunkSize = 256 * 1024;

    private readonly byte[] _chunk = new byte[ChunkSize];
    private long _moved;

    private IContainerStream Stream => trail.Stream!;

    /// <summary>Says that the client is there, and waits until the task says that it is ready.</summary>
    public Task GreetAsync(CancellationToken stop) => GuardAsync(
        async late =>
        {
            byte[] greeting = Encoding.ASCII.GetBytes("hello\n");
            await Stream.WriteAsync(greeting, 0, greeting.Length, late).ConfigureAwait(false);
            await ReportAsync(TunnelReport.Ready, late).ConfigureAwait(false);
            return true;
        },
        stop);

    /// <summary>Takes all that the task sends.</summary>
    /// <param name="output">Takes the bytes, opened. They are worth nothing until this has ended well.</param>
    /// <param name="emit">Takes how far it is.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The SHA-256 of the bytes, which both ends agree on, and how many they are.</returns>
    /// <exception cref="SwarmException"><c>TransferFailed</c>.</exception>
    public Task<(string Sha256, long Size)> ReceiveAsync(Stream output, Action<long> emit, CancellationToken stop) => GuardAsync(
        async late =>
        {
            using TunnelReceiver receiver = new(key, request.IsSealed, output);
            int read;
            while ((read = await ReadAsync(_chunk, 0, ChunkSize, late).ConfigureAwait(false)) > 0)
            {
                await receiver.TakeAsync(_chunk, read, late).ConfigureAwait(false);
                emit(receiver.Size);
            }

            (TunnelReport? report, string sha256) = receiver.Finish();
            Require(report, TunnelReport.Done);
            return report!.Detail == sha256
                ? (sha256, receiver.Size)
                : throw Failed($"what came has the SHA-256 {sha256}, and what was sent {report.Detail}");
        },
        stop);

    /// <summary>How many bytes are sent for some: the task is told before.</summary>
    public static long SealedSize(long size, bool isSealed) => size + (isSealed ? TunnelCipher.HeaderSize : 0);

    /// <summary>Sends bytes, and waits until the task has done its work with them.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="sha256">The SHA-256 that they must have; otherwise the task is not told that they are right.</param>
    /// <param name="emit">Takes how far it is.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>What the task has to say.</returns>
    /// <exception cref="SwarmException"><c>TransferFailed</c>.</exception>
    public Task<string> SendAsync(Stream input, string sha256, Action<long> emit, CancellationToken stop) => GuardAsync(
        async late =>
        {
            string inner = await SendBytesAsync(input, sha256, emit, late).ConfigureAwait(false);
            byte[] report = new TunnelReport(TunnelReport.Done, sha256).Write(key, inner);
            await Stream.WriteAsync(report, 0, report.Length, late).ConfigureAwait(false);
            return (await ReportAsync(TunnelReport.Done, late).ConfigureAwait(false)).Detail;
        },
        stop);

    /// <inheritdoc cref="TunnelTrail.ClearAsync"/>
    public async Task CloseAsync(Action<TransferEvent> emit, CancellationToken stop)
    {
        key.Dispose();
        await trail.ClearAsync(emit, stop).ConfigureAwait(false);
    }

    private async Task<string> SendBytesAsync(Stream input, string sha256, Action<long> emit, CancellationToken stop)
    {
        using IncrementalHash sealedHash = key.BeginChecksum();
        using IncrementalHash plain = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] salt = new byte[TunnelCipher.SaltSize];
        random.GetBytes(salt);
        using TunnelCipher? cipher = request.IsSealed ? key.CipherOf(salt) : null;
        if (cipher is not null)
        {
            byte[] header = [.. TunnelReceiver.Mark, .. salt];
            await WriteAsync(header, header.Length, sealedHash, stop).ConfigureAwait(false);
        }

        long size = 0;
        int read;
        while ((read = await input.ReadAsync(_chunk, 0, ChunkSize, stop).ConfigureAwait(false)) > 0)
        {
            plain.AppendData(_chunk, 0, read);
            cipher?.Apply(_chunk, 0, read);
            await WriteAsync(_chunk, read, sealedHash, stop).ConfigureAwait(false);
            emit(size += read);
        }

        return Hexadecimal.Of(plain.GetHashAndReset()) == sha256
            ? Hexadecimal.Of(sealedHash.GetHashAndReset())
            : throw Failed("the file was changed while it was sent");
    }

    private async Task WriteAsync(byte[] bytes, int count, IncrementalHash sealedHash, CancellationToken stop)
    {
        sealedHash.AppendData(bytes, 0, count);
        await Stream.WriteAsync(bytes, 0, count, stop).ConfigureAwait(false);
        Interlocked.Add(ref _moved, count);
    }

    private async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken stop)
    {
        int read = await Stream.ReadAsync(buffer, offset, count, stop).ConfigureAwait(false);
        Interlocked.Add(ref _moved, read);
        return read;
    }

    // A report on its own, with no bytes before it.
    private async Task<TunnelReport> ReportAsync(string wanted, CancellationToken stop)
    {
        byte[] bytes = new byte[TunnelReport.Size];
        int filled = 0;
        while (filled < bytes.Length)
        {
            int read = await ReadAsync(bytes, filled, bytes.Length - filled, stop).ConfigureAwait(false);
            if (read == 0)
            {
                throw Failed("the connection with the task ended");
            }

            filled += read;
        }

        TunnelReport? report = TunnelReport.Read(bytes, key, "");
        Require(report, wanted);
        return report!;
    }

    private void Require(TunnelReport? report, string wanted)
    {
        if (report?.Word != wanted)
        {
            throw Failed(
                report is null ? "the connection with the task ended, or what came is not what the task sent"
                : report.Detail == "no-openssl" ? $"the image '{request.Image}' has no openssl, which seals the bytes on their way between the nodes. Name an image that has it with -HelperImage, such as {TunnelRequest.DefaultImage}, or let everybody on the network of the nodes read them: -AllowUnsealed"
                : report.Detail.Length > 0 ? report.Detail : report.Word);
        }
    }

    private SwarmException Failed(string why) =>
        new(ErrorId.TransferFailed, $"The {request.Purpose} failed: {why.TrimEnd('.')}.{(Stream.Errors.Length > 0 ? $" ({Stream.Errors})" : "")}");

    private async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken stop)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task<string> watching = watch.RunAsync(() => Interlocked.Read(ref _moved), over.Token);
        Task<T> working = work(over.Token);
        try
        {
            if (await Task.WhenAny(working, watching).ConfigureAwait(false) == working || watching.IsFaulted)
            {
                return await working.ConfigureAwait(false);
            }

            stop.ThrowIfCancellationRequested();
            throw Failed(await watching.ConfigureAwait(false));
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.EngineUnreachable))
        {
            throw Failed($"the connection broke. {failure.Message}");
        }
        finally
        {
            over.Cancel();
            // Neither is waited for any more; their exceptions must not look unnoticed.
            _ = working.ContinueWith(ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            _ = watching.ContinueWith(ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
