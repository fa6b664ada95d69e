using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Connections;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Engine.Transport;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Transport;

public class SshTests
{
    [Fact]
    public async Task An_engine_answers_over_ssh()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        string host = FakeSsh.Host("bridge.lab", FakeSsh.Bridge(fake.HostUri));
        using DockerEngine engine = Connect.To($"ssh://tom@{host}:2222");
        Assert.Equal("node1", (await engine.InfoAsync(Stop.Token).Soon()).HostName);
        Assert.Equal("node1", (await engine.InfoAsync(Stop.Token).Soon()).HostName);
        Assert.Equal(
            ["-o", "ConnectTimeout=30", "-T", "-l", "tom", "-p", "2222", "--", host, "docker", "system", "dial-stdio"], FakeSsh.ArgumentsFor(host));
    }

    [Fact]
    public async Task A_user_and_a_port_are_left_to_ssh()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        string host = FakeSsh.Host("bare.lab", FakeSsh.Bridge(fake.HostUri));
        using DockerEngine engine = Connect.To($"ssh://{host}");
        await engine.PingAsync(Stop.Token).Soon();
        Assert.Equal(["-o", "ConnectTimeout=30", "-T", "--", host, "docker", "system", "dial-stdio"], FakeSsh.ArgumentsFor(host));
    }

    [Fact]
    public async Task A_socket_on_the_other_machine_is_quoted_for_its_shell()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        string host = FakeSsh.Host("path.lab", FakeSsh.Bridge(fake.HostUri));
        using DockerEngine engine = Connect.To($"ssh://{host}/run/my docker's.sock");
        await engine.PingAsync(Stop.Token).Soon();
        Assert.Equal(
            ["-o", "ConnectTimeout=30", "-T", "--", host, "docker", @"--host='unix:///run/my docker'\''s.sock'", "system", "dial-stdio"],
            FakeSsh.ArgumentsFor(host));
    }

    [Theory]
    [InlineData("ssh://-oProxyCommand=touch@victim.lab")]
    [InlineData("ssh://tom@-oProxyCommand=touch")]
    [InlineData("ssh://-victim.lab")]
    [InlineData("ssh://tom:secret@victim.lab")]
    [InlineData("ssh://tom@victim.lab?x=y")]
    [InlineData("ssh://tom@victim.lab/run/docker.sock#x")]
    [InlineData("ssh://tom tim@victim.lab")]
    [InlineData("ssh://tom@victim.lab\u0007")]
    public void What_could_be_an_option_never_reaches_ssh(string address)
    {
        Refused.Check(ErrorId.EndpointInvalid, [], Assert.Throws<SwarmException>(() => EndpointParser.Parse(address, "a test")));
        Assert.False(FakeSsh.WasCalled("victim.lab"));
    }

    [Fact]
    public void Even_an_address_that_nobody_parsed_comes_after_the_options()
    {
        IReadOnlyList<string> arguments = SshCommand.Arguments(new() { Scheme = SwarmEndpointScheme.Ssh, HostName = "-oProxyCommand=x" });
        Assert.Equal(["-o", "ConnectTimeout=30", "-T", "--", "-oProxyCommand=x", "docker", "system", "dial-stdio"], arguments);
    }

    [Fact]
    public async Task What_ssh_complains_of_is_told()
    {
        string host = FakeSsh.Host("denied.lab", "printf 'Warning: \\033[1mbold\\ntom@denied.lab: Permission denied (publickey).\\r\\n' >&2; exit 255");
        using DockerEngine engine = Connect.To($"ssh://tom@{host}");
        SwarmException failure = await Refused.WithAsync(
            ErrorId.SshFailed, ["Permission denied (publickey)", "'ssh tom@denied.lab docker version'"], () => engine.PingAsync(Stop.Token).Soon());
        Assert.DoesNotContain('\u001b', failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task What_ssh_says_last_is_told_whatever_a_long_banner_says_before()
    {
        string host = FakeSsh.Host("banner.lab", "for ((i = 0; i < 100; i++)); do echo 'Authorised use only. All is watched.' >&2; done; echo 'tom@banner.lab: Permission denied (publickey).' >&2; exit 255");
        using DockerEngine engine = Connect.To($"ssh://tom@{host}");
        await Refused.WithAsync(ErrorId.SshFailed, ["Permission denied (publickey)"], () => engine.PingAsync(Stop.Token).Soon());
    }

    [Theory]
    [InlineData("silent.lab", "exit 1", "ended without a word")]
    [InlineData("late.lab", "read -r line; echo 'bash: docker: command not found' >&2; exit 127", "docker: command not found")]
    [InlineData("chatty.lab", "head -c 100000 /dev/zero | tr '\\0' x >&2; exit 1", "xxxx")]
    public async Task An_ssh_that_ends_is_a_failure(string name, string script, string words)
    {
        using DockerEngine engine = Connect.To("ssh://" + FakeSsh.Host(name, script));
        SwarmException failure = await Refused.WithAsync(ErrorId.SshFailed, [words, name], () => engine.PingAsync(Stop.Token).Soon());
        Assert.InRange(failure.Message.Length, 1, 3000);
    }

    [Fact]
    public async Task A_master_in_the_background_that_keeps_the_pipe_of_errors_open_does_not_hold_up_the_error()
    {
        using DockerEngine engine = Connect.To("ssh://" + FakeSsh.Host("persist.lab", "echo 'docker: not found' >&2; sleep 60 >/dev/null </dev/null & exit 127"));
        await Refused.WithAsync(ErrorId.SshFailed, ["docker: not found"], () => engine.PingAsync(Stop.Token).Soon());
    }

    [Fact]
    public async Task A_wait_for_an_ssh_that_says_nothing_is_stopped_at_once()
    {
        using DockerEngine engine = Connect.To("ssh://" + FakeSsh.Host("hangs.lab", "exec sleep 60"));
        using CancellationTokenSource stop = new();
        Task<EnginePing> ping = engine.PingAsync(stop.Token);
        await Task.Delay(300, Stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ping.Soon(5));
    }

    [Fact]
    public async Task A_followed_log_over_ssh_is_stopped_and_closed_at_once()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        Endless(fake);
        using DockerEngine engine = Connect.To("ssh://" + FakeSsh.Host("follow.lab", FakeSsh.Bridge(fake.HostUri)));
        IFeedReader<LogLine> log = await engine.OpenLogAsync(new() { Id = "s1", Follow = true, Tty = true }, Stop.Token).Soon();
        Assert.Single((await log.ReadAsync(Stop.Token).Soon())!);
        using CancellationTokenSource stop = new();
        Task<IReadOnlyList<LogLine>?> pending = log.ReadAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.Soon(5));
        await Task.Run(log.Dispose, Stop.Token).Soon(5);
        Assert.Equal("node1", (await engine.InfoAsync(Stop.Token).Soon()).HostName);
    }

    [Fact]
    public async Task A_write_moves_on_from_an_ssh_that_came_to_no_connection()
    {
        await using FakeEngine second = await FakeEngine.StartAsync();
        second.Answer("POST", "/services/create", """{"ID":"x"}""");
        string host = FakeSsh.Host("refused.lab", "echo 'ssh: connect to host refused.lab port 22: Connection refused' >&2; exit 255");
        using DockerEngine engine = Connect.To($"ssh://{host}", second.HostUri);
        await engine.CreateServiceAsync([], login: null, Stop.Token).Soon();
        Assert.Single(second.Requests);
    }

    [Fact]
    public async Task A_write_over_an_ssh_that_broke_is_not_repeated()
    {
        await using FakeEngine first = await FakeEngine.StartAsync();
        await using FakeEngine second = await FakeEngine.StartAsync();
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        first.Answer("GET", "/services/slow", (_, context) =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        first.Answer("POST", "/services/create", (_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        second.Answer("POST", "/services/create", """{"ID":"x"}""").Answer("GET", "/services/slow", (_, context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using DockerEngine engine = Connect.To("ssh://" + FakeSsh.Host("cut.lab", FakeSsh.Bridge(first.HostUri)), second.HostUri);
        // This keeps the first connection, so that the write is the first request of a new one.
        using CancellationTokenSource enough = new();
        Task slow = engine.GetServiceAsync("slow", enough.Token);
        await asked.Task.Soon();
        await Refused.WithAsync(ErrorId.SshFailed, ["cut.lab"], () => engine.CreateServiceAsync([], login: null, Stop.Token).Soon());
        Assert.DoesNotContain(second.Requests, request => request.Method == "POST");
        Assert.Single(first.Requests, request => request.Method == "POST");
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow.Soon());
    }

    private static void Endless(FakeEngine fake) => fake.Answer("GET", "/services/s1/logs", async (_, context) =>
    {
        await context.Response.Body.WriteAsync("one\n"u8.ToArray(), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    });
}
