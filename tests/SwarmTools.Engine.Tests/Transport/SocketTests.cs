using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Engine.Transport;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Transport;

public sealed class SocketTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_engine_answers_over_a_unix_socket()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync(socketPath: Path.Combine(_folder, "docker.sock"));
        using DockerEngine engine = Connect.To(fake);
        Assert.Equal("node1", (await engine.InfoAsync(Stop.Token)).HostName);
    }

    [Fact]
    public async Task An_engine_answers_over_tcp_past_any_proxy()
    {
        Assert.Equal("http://127.0.0.1:9", Environment.GetEnvironmentVariable("HTTP_PROXY"));
        await using FakeEngine fake = await FakeEngine.StartAsync();
        using DockerEngine engine = Connect.To(fake.HostUri.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        Assert.Equal("node1", (await engine.InfoAsync(Stop.Token)).HostName);
    }

    [Fact]
    public async Task An_engine_answers_over_a_named_pipe()
    {
        // On Unix .NET's pipes are sockets with this name.
        string name = "swarmtools-" + Guid.NewGuid().ToString("N")[..8];
        await using FakeEngine fake = await FakeEngine.StartAsync(socketPath: Path.Combine(Path.GetTempPath(), "CoreFxPipe_" + name));
        using DockerEngine engine = Connect.To("npipe:////./pipe/" + name);
        Assert.Equal("node1", (await engine.InfoAsync(Stop.Token)).HostName);
    }

    [Fact]
    public async Task A_pipe_that_does_not_exist_is_given_up_within_seconds()
    {
        Stopwatch watch = Stopwatch.StartNew();
        using DockerEngine engine = Connect.To("npipe:////./pipe/swarmtools-nowhere");
        await Refused.WithAsync(ErrorId.PipeNotFound, ["npipe:////./pipe/swarmtools-nowhere"], () => engine.PingAsync(Stop.Token));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task A_socket_that_does_not_exist_is_named()
    {
        using DockerEngine engine = Connect.To($"unix://{_folder}/none.sock");
        await Refused.WithAsync(ErrorId.EngineUnreachable, [$"There is no socket '{_folder}/none.sock'", "running"], () => engine.PingAsync(Stop.Token));
    }

    [Fact]
    public async Task A_file_that_is_no_socket_is_no_engine()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "", Stop.Token);
        using DockerEngine engine = Connect.To($"unix://{_folder}/file");
        await Refused.WithAsync(ErrorId.EngineUnreachable, [$"{_folder}/file", "nothing listens"], () => engine.PingAsync(Stop.Token));
    }

    [Fact]
    public async Task A_path_that_is_too_long_is_refused()
    {
        using DockerEngine engine = Connect.To("unix:///" + new string('x', 200));
        await Refused.WithAsync(ErrorId.EndpointInvalid, ["longer than the system allows"], () => engine.PingAsync(Stop.Token));
    }

    // Root may use every socket, so the failure itself is given.
    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/nowhere/docker.sock")]
    public void A_socket_without_permission_is_said_to_be_one_even_in_a_folder_that_cannot_be_searched(string path) => Refused.Check(
        ErrorId.EngineAccessDenied,
        [$"You may not use the socket '{path}'", "group"],
        TransportErrors.Translate(
            new HttpRequestException("x", new SocketException((int)SocketError.AccessDenied)), new() { Scheme = SwarmEndpointScheme.Unix, Path = path }, mayBeDone: false));

    [Fact]
    public async Task A_port_where_nobody_listens_is_named()
    {
        string address = Nobody.Listens();
        using DockerEngine engine = Connect.To(address);
        await Refused.WithAsync(ErrorId.EngineUnreachable, [address, "nothing listens there"], () => engine.PingAsync(Stop.Token));
    }

    [Fact]
    public async Task A_host_name_that_is_not_known_is_named()
    {
        using DockerEngine engine = Connect.To("tcp://no-such-host.invalid:2375");
        await Refused.WithAsync(ErrorId.EngineUnreachable, ["'no-such-host.invalid' is not known"], () => engine.PingAsync(Stop.Token).Soon(60));
    }

    [Fact]
    public async Task What_speaks_no_http_is_no_engine()
    {
        using TcpListener listener = Nobody.Says("SSH-2.0-OpenSSH_9.6\r\n", out string address);
        using DockerEngine engine = Connect.To(address);
        await Refused.WithAsync(ErrorId.EngineUnreachable, [address], () => engine.PingAsync(Stop.Token).Soon());
    }

    [Fact]
    public async Task A_wait_for_a_silent_engine_is_stopped_at_once()
    {
        using TcpListener listener = Nobody.Says(null, out string address);
        using DockerEngine engine = Connect.To(address);
        using CancellationTokenSource stop = new();
        Task<EnginePing> ping = engine.PingAsync(stop.Token);
        await Task.Delay(50, Stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ping.Soon(5));
    }

    [Fact]
    public async Task Many_requests_at_once_are_answered()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("GET", "/nodes", "[]");
        using DockerEngine engine = Connect.To(fake);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => engine.ListNodesAsync(Stop.Token)));
        Assert.Equal(50, fake.Requests.Count);
    }

    [Fact]
    public async Task A_closed_connection_names_itself()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        DockerEngine engine = Connect.To(fake);
        await engine.PingAsync(Stop.Token);
        engine.Dispose();
        await Assert.ThrowsAsync<SwarmException>(() => engine.ListNodesAsync(Stop.Token));
        await Assert.ThrowsAsync<SwarmException>(() => engine.InfoAsync(Stop.Token));
    }
}
