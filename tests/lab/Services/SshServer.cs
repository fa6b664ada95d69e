using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>A real sshd on 127.0.0.1 that a key opens, and an ssh that uses this key.</summary>
/// <remarks>ssh reads its settings from the user's home folder; a small program of the same name, first on PATH, names others.</remarks>
public sealed class SshServer : IAsyncDisposable
{
    private readonly Process _process;

    private SshServer(Process process, string folder, int port)
    {
        _process = process;
        ProgramFolder = Path.Combine(folder, "bin");
        Port = port;
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The folder to put first on PATH.</summary>
    public string ProgramFolder { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="folder">A folder of its own.</param>
    /// <param name="environment">Variables that its sessions have, such as DOCKER_HOST and PATH.</param>
    public static async Task<SshServer> StartAsync(string folder, IReadOnlyDictionary<string, string> environment)
    {
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        Directory.CreateDirectory("/run/sshd");
        int port = FreePort();
        await Command.ShellAsync(
            """
            cd "$1"
            ssh-keygen -q -t ed25519 -N '' -f host
            ssh-keygen -q -t ed25519 -N '' -f user
            cp user.pub authorized_keys
            chmod 700 . && chmod 600 authorized_keys
            """,
            folder).ConfigureAwait(false);
        List<string> settings =
        [
            $"ListenAddress 127.0.0.1:{port}", $"HostKey {folder}/host", $"AuthorizedKeysFile {folder}/authorized_keys", "StrictModes no",
            "UsePAM no", "PasswordAuthentication no", "PermitRootLogin yes", $"PidFile {folder}/pid",
        ];
        foreach ((string name, string value) in environment)
        {
            settings.Add($"SetEnv {name}={value}");
        }

        await File.WriteAllLinesAsync(Path.Combine(folder, "sshd_config"), settings).ConfigureAwait(false);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "bin", "ssh"),
            $"#!/bin/sh\nexec /usr/bin/ssh -F none -o IdentityFile={folder}/user -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o BatchMode=yes \"$@\"\n").ConfigureAwait(false);
        await Command.ShellAsync("chmod 755 \"$1\"", Path.Combine(folder, "bin", "ssh")).ConfigureAwait(false);
        Process process = Process.Start(Command.Info("/usr/sbin/sshd", ["-D", "-e", "-f", Path.Combine(folder, "sshd_config")], environment: null))!;
        SshServer server = new(process, folder, port);
        await server.WaitAsync().ConfigureAwait(false);
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task WaitAsync()
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                using TcpClient client = new();
                await client.ConnectAsync(IPAddress.Loopback, Port).ConfigureAwait(false);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50).ConfigureAwait(false);
            }
        }

        throw new LabException("sshd did not start: " + await _process.StandardError.ReadToEndAsync().ConfigureAwait(false));
    }

    private static int FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
