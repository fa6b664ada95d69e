using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>A node: one engine in namespaces of its own, as a machine would be.</summary>
public sealed class LabNode : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly LabNumber _lab;
    private readonly Keeper _switch;
    private readonly LabOptions _options;
    private readonly string _folder;
    private Keeper? _machine;
    private Process? _daemon;

    internal LabNode(LabNumber lab, Keeper bridge, LabOptions options, string name, string address)
    {
        _lab = lab;
        _switch = bridge;
        _options = options;
        Name = name;
        Address = address;
        _folder = Path.Combine(lab.Folder, name);
    }

    /// <summary>The host name: m1, w1 and so on.</summary>
    public string Name { get; }

    /// <summary>The address in the lab's network, reachable from this machine.</summary>
    public string Address { get; }

    /// <summary>The engine's socket, reachable from this machine.</summary>
    public string SocketPath => Path.Combine(_folder, "docker.sock");

    /// <summary>The address of the socket, for DOCKER_HOST.</summary>
    public string HostUri => "unix://" + SocketPath;

    /// <summary>The address of the port, for DOCKER_HOST.</summary>
    public string TcpUri => string.Create(CultureInfo.InvariantCulture, $"tcp://{Address}:{(_options.Certificates is null ? 2375 : 2376)}");

    /// <summary>What the engine writes about itself.</summary>
    public string DaemonLog => Path.Combine(_folder, "dockerd.log");

    /// <summary>Runs the docker CLI of this engine against it.</summary>
    public Task<CommandResult> TryDockerAsync(params string[] arguments) =>
        Command.RunAsync(_options.Engine.Client, arguments, new Dictionary<string, string> { ["DOCKER_HOST"] = HostUri, ["DOCKER_CONTEXT"] = "" });

    /// <summary>Runs the docker CLI of this engine against it; it must succeed.</summary>
    public async Task<string> DockerAsync(params string[] arguments) =>
        (await TryDockerAsync(arguments).ConfigureAwait(false)).Require("docker " + string.Join(' ', arguments)).Trim();

    /// <summary>Runs a program on the node.</summary>
    public Task<CommandResult> ExecAsync(params string[] arguments) => Command.RunAsync("nsenter", [.. Enter(), .. arguments]);

    /// <summary>Switches the machine on and starts its engine.</summary>
    public async Task BootAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        Directory.CreateDirectory(Path.Combine(_folder, "cg"));
        _machine = await Keeper.StartAsync(
            ["--net", "--mount", "--propagation", "private", "--uts", "--ipc", "--pid", "--fork", "--kill-child", "--mount-proc"],
            """
            hostname "$2"
            mount --rbind /sys/fs/cgroup "$1/cg"
            mount -t sysfs sysfs /sys
            mount --rbind "$1/cg" /sys/fs/cgroup
            umount -l "$1/cg"
            mount -t tmpfs -o mode=755 tmpfs /run
            mkdir -p /run/lock
            echo 1 > /proc/sys/net/ipv4/ip_forward
            ip link set lo up
            exec tini-static -s -- /bin/sh -c 'echo forked; read -r _'
            """,
            _folder,
            Name).ConfigureAwait(false);
        await Command.ShellAsync(
            """
            nsenter -t "$1" -n ip link add "port-$3" type veth peer name eth0 netns "$2"
            nsenter -t "$1" -n ip link set "port-$3" master br0 up
            nsenter -t "$2" -n ip addr add "$4/24" dev eth0
            nsenter -t "$2" -n ip link set eth0 up
            """,
            IdOf(_switch),
            IdOf(_machine),
            Name,
            Address).ConfigureAwait(false);
        await StartDaemonAsync().ConfigureAwait(false);
    }

    /// <summary>Cuts the power: everything on the node is gone at once, but its disk.</summary>
    public async Task CrashAsync()
    {
        if (_machine is not null)
        {
            await Command.ShellAsync("kill -9 \"$1\"", IdOf(_machine)).ConfigureAwait(false);
            await _machine.DisposeAsync().ConfigureAwait(false);
            _machine = null;
        }

        await ForgetDaemonAsync().ConfigureAwait(false);
        File.Delete(SocketPath);
    }

    /// <summary>Starts the engine and waits until it answers.</summary>
    public async Task StartDaemonAsync()
    {
        File.Delete(Path.Combine(_folder, "docker.pid"));
        string[] listen = _options.Certificates is { } certificates
            ? ["-H", "tcp://0.0.0.0:2376", "--tlsverify", "--tlscacert", certificates + "/ca.pem", "--tlscert", certificates + "/server-cert.pem", "--tlskey", certificates + "/server-key.pem"]
            : ["-H", "tcp://0.0.0.0:2375", "--tls=false"];
        string[] daemon =
        [
            _options.Engine.Daemon, "--data-root", _folder + "/data", "--exec-root", "/run/docker", "--pidfile", _folder + "/docker.pid",
            "-H", HostUri, .. listen, "--cgroup-parent", $"/{_lab.Name}/{Name}", "--exec-opt", "native.cgroupdriver=cgroupfs",
            "--insecure-registry", _lab.AddressOf(0) + "/24", "--shutdown-timeout", "5",
        ];
        _daemon = Process.Start(Command.Info(
            "setsid",
            ["nsenter", .. Enter(), "env", "PATH=" + _options.Engine.SearchPath, "/bin/sh", "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", DaemonLog, .. daemon],
            environment: null));
        await WaitForAnswerAsync().ConfigureAwait(false);
    }

    /// <summary>Stops the engine in good order.</summary>
    public Task StopDaemonAsync() => SignalAsync("TERM");

    /// <summary>Kills the engine; its containers go on.</summary>
    public Task KillDaemonAsync() => SignalAsync("KILL");

    /// <summary>Freezes the engine: it keeps its connections and answers nothing.</summary>
    public Task PauseDaemonAsync() => Command.ShellAsync("kill -STOP \"$1\"", HostIdOfDaemon());

    /// <summary>Lets a frozen engine go on.</summary>
    /// <remarks>What waits for it outside has stopped with it.</remarks>
    public Task ResumeDaemonAsync() => Command.ShellAsync("kill -CONT \"$1\" \"$2\"", HostIdOfDaemon(), _daemon!.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Pulls the network cable.</summary>
    public Task CutAsync() => Command.ShellAsync("nsenter -t \"$1\" -n ip link set \"port-$2\" down", IdOf(_switch), Name);

    /// <summary>Puts the network cable in again.</summary>
    public Task HealAsync() => Command.ShellAsync("nsenter -t \"$1\" -n ip link set \"port-$2\" up", IdOf(_switch), Name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_machine is not null)
        {
            await _machine.DisposeAsync().ConfigureAwait(false);
        }

        await ForgetDaemonAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private string[] Enter() => ["-t", IdOf(_machine ?? throw new LabException($"The node {Name} is off.")), "-m", "-u", "-i", "-n", "-p", "--"];

    private static string IdOf(Keeper keeper) => keeper.InnerId.ToString(CultureInfo.InvariantCulture);

    private async Task WaitForAnswerAsync()
    {
        using HttpSocket socket = new(SocketPath);
        Stopwatch watch = Stopwatch.StartNew();
        while (!await socket.PingAsync().ConfigureAwait(false))
        {
            if (_daemon!.HasExited || watch.Elapsed > s_patience)
            {
                string log = string.Join('\n', File.ReadLines(DaemonLog).TakeLast(10));
                throw new LabException($"The engine of {Name} did not start:\n{log}");
            }

            await Task.Delay(50).ConfigureAwait(false);
        }
    }

    private async Task SignalAsync(string signal)
    {
        await Command.ShellAsync("kill -$1 \"$2\"", signal, HostIdOfDaemon()).ConfigureAwait(false);
        await ForgetDaemonAsync().ConfigureAwait(false);
    }

    // nsenter waits outside for the daemon inside: its child.
    private string HostIdOfDaemon()
    {
        string id = (_daemon ?? throw new LabException($"The engine of {Name} does not run.")).Id.ToString(CultureInfo.InvariantCulture);
        return File.ReadAllText($"/proc/{id}/task/{id}/children").Trim();
    }

    private async Task ForgetDaemonAsync()
    {
        if (_daemon is not null)
        {
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
            await _daemon.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            _daemon.Dispose();
            _daemon = null;
        }
    }
}
