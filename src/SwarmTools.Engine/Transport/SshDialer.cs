using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Engine.Transport;

/// <summary>Connects over <c>docker system dial-stdio</c> on the other machine.</summary>
/// <remarks>
/// sshd drops clients when many knock at once (MaxStartups), so only a few handshakes are under way at a time. Open
/// connections are not limited: each followed log keeps one.
/// </remarks>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore nobody takes the wait handle of holds nothing, and streams release it after the connection has gone.")]
internal sealed class SshDialer(SwarmEndpoint endpoint)
{
    private const int HandshakesAtOnce = 4;

    /// <summary>How long a handshake may take before others need not wait for it. Over a connection that is kept in reserve nobody asks anything, so that no byte tells of its end.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _handshakes = new(HandshakesAtOnce);

    public async Task<Stream> DialAsync(CancellationToken stop)
    {
        await _handshakes.WaitAsync(stop).ConfigureAwait(false);
        Process? ssh = null;
        try
        {
            ssh = new() { StartInfo = SshCommand.For(endpoint) };
            ssh.Start();
            SshStream stream = new(ssh, endpoint, established: () => _handshakes.Release());
            _ = SayEstablishedAsync(stream);
            return stream;
        }
        catch (Exception failure) when (failure is Win32Exception or SwarmException)
        {
            ssh?.Dispose();
            _handshakes.Release();
            throw failure as SwarmException ?? SshCommand.NotStarted(endpoint, failure.Message, failure);
        }
    }

    private static async Task SayEstablishedAsync(SshStream stream)
    {
        await Task.Delay(s_longest).ConfigureAwait(false);
        stream.SayEstablished();
    }
}
