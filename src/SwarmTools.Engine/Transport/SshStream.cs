using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Text;

namespace SwarmTools.Engine.Transport;

/// <summary>The input and output of an ssh process as one stream; ends the process with it.</summary>
internal sealed class SshStream : Stream
{
    private const int KeptErrorLength = 2_000;
    private const int LastErrorLines = 2;
    private static readonly TimeSpan s_waitForErrors = TimeSpan.FromSeconds(2);

    // What ssh says when it came to no connection, and docker when it reached no engine.
    private static readonly string[] s_beforeConnected =
        ["ssh: ", "Permission denied", "Host key verification failed", "kex_exchange_identification", "not found", "Cannot connect to the Docker daemon", "permission denied"];

    private readonly Process _ssh;
    private readonly SwarmEndpoint _endpoint;
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly StringBuilder _errors = new();
    private readonly Task _errorsRead;
    private Action? _established;
    private bool _hasRead;

    /// <param name="ssh">The started process.</param>
    /// <param name="endpoint">For errors.</param>
    /// <param name="established">Called once, when the first byte came or the process is given up.</param>
    public SshStream(Process ssh, SwarmEndpoint endpoint, Action established)
    {
        _ssh = ssh;
        _endpoint = endpoint;
        _established = established;
        _input = ssh.StandardInput.BaseStream;
        _output = ssh.StandardOutput.BaseStream;
        _errorsRead = ReadErrorsAsync(ssh.StandardError);
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await _output.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        if (count > 0)
        {
            SayEstablished();
            if (read == 0 && !_hasRead)
            {
                throw await RefusedAsync().ConfigureAwait(false);
            }

            _hasRead = true;
        }

        return read;
    }

    public override async Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        try
        {
            await _input.WriteAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            await _input.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException) when (!_hasRead)
        {
            throw await RefusedAsync().ConfigureAwait(false);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _input.FlushAsync(cancellationToken);

    // In the blocking way that feeds read, on threads of their own.
#pragma warning disable RS0030
    public override void Flush() => FlushAsync(CancellationToken.None).GetAwaiter().GetResult();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();
#pragma warning restore RS0030

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            SayEstablished();
            End();
        }

        base.Dispose(disposing);
    }

    /// <summary>Lets others begin their handshakes; once only.</summary>
    public void SayEstablished() => Interlocked.Exchange(ref _established, null)?.Invoke();

    private async Task<Exception> RefusedAsync()
    {
        // A master connection that ssh leaves in the background (ControlPersist) keeps the pipe of the errors open.
        await Task.WhenAny(_errorsRead, Task.Delay(s_waitForErrors)).ConfigureAwait(false);
        string errors = Errors();
        string why = errors.Length > 0 ? errors : "the connection ended without a word";
        SwarmException refused = new(
            ErrorId.SshFailed,
            $"'{_endpoint}' could not be reached over ssh: {why}. Try 'ssh {Target()} docker version' first; it must work without a password.");
        // Otherwise the connection may have ended after the engine got the request. A banner before it may say anything.
        string last = LastErrors();
        return Array.Exists(s_beforeConnected, words => last.IndexOf(words, StringComparison.Ordinal) >= 0)
            ? refused
            : new IOException(refused.Message, refused);
    }

    private string Errors()
    {
        lock (_errors)
        {
            return ConsoleText.Neutralise(_errors.ToString().Trim().Replace("\r\n", " ").Replace("\n", " "));
        }
    }

    private string LastErrors()
    {
        lock (_errors)
        {
            string[] lines = _errors.ToString().Split(['\n'], StringSplitOptions.RemoveEmptyEntries);
            return string.Join("\n", lines.Skip(lines.Length - LastErrorLines));
        }
    }

    private string Target() => (_endpoint.Port == 0 ? "" : $"-p {_endpoint.Port} ")
        + (_endpoint.UserName.Length == 0 ? "" : _endpoint.UserName + "@") + _endpoint.HostName;

    private async Task ReadErrorsAsync(StreamReader reader)
    {
        char[] buffer = new char[1024];
        int read;
        try
        {
            while ((read = await reader.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false)) > 0)
            {
                lock (_errors)
                {
                    _errors.Append(buffer, 0, read);
                    _errors.Remove(0, Math.Max(0, _errors.Length - KeptErrorLength));
                }
            }
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            // The connection was closed.
        }
    }

    // First the process: what is on its way to one that does not read would be waited for.
    private void End()
    {
        Try(_ssh.Kill);
        Try(_input.Dispose);
        Try(_output.Dispose);
        Try(_ssh.StandardError.Dispose);
        _ssh.Dispose();
    }

    private static void Try(Action end)
    {
        try
        {
            end();
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or System.ComponentModel.Win32Exception)
        {
            // It ended before.
        }
    }
}
