using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Engine.Transport;

namespace SwarmTools.Engine.Tests.Transport;

public sealed class EndpointProbeTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public EndpointProbeTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [Fact]
    public async Task A_connection_is_enough_where_nothing_is_to_be_got() => Assert.Equal(SwarmEndpointOutcome.Answers, (await TryAsync(null)).Outcome);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nhello", SwarmEndpointOutcome.Answers, 200, "")]
    [InlineData("HTTP/1.0 302 Found\r\n", SwarmEndpointOutcome.Answers, 302, "")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\n", SwarmEndpointOutcome.AnswersBadly, 503, "It answers with HTTP status 503.")]
    [InlineData("SSH-2.0-OpenSSH\r\n", SwarmEndpointOutcome.AnswersBadly, null, "What answers is not HTTP.")]
    [InlineData("", SwarmEndpointOutcome.AnswersBadly, null, "It takes connections, and closes them without an answer.")]
    public async Task What_answers_is_judged_by_its_first_line(string says, SwarmEndpointOutcome outcome, int? status, string message)
    {
        Task<string> served = ServeAsync(says);

        EndpointAnswer answer = await TryAsync("/health?x=1");

        Assert.Equal((outcome, status, message), (answer.Outcome, answer.StatusCode, answer.Message));
        Assert.StartsWith($"GET /health?x=1 HTTP/1.1\r\nHost: 127.0.0.1:{Port}\r\n", await served, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_refuses()
    {
        int port = Port;
        _listener.Stop();
        EndpointAnswer answer = await EndpointProbe.TryAsync("127.0.0.1", port, null, s_patience, Stop.Token);
        Assert.Equal((SwarmEndpointOutcome.Refused, ""), (answer.Outcome, answer.Message));
    }

    [Fact]
    public async Task What_takes_connections_and_is_silent_is_given_up_in_time()
    {
        EndpointAnswer answer = await EndpointProbe.TryAsync("127.0.0.1", Port, "/", TimeSpan.FromMilliseconds(200), Stop.Token);

        Assert.Equal((SwarmEndpointOutcome.TimedOut, "It takes connections, and does not answer."), (answer.Outcome, answer.Message));
        Assert.InRange(answer.Latency, TimeSpan.FromMilliseconds(150), s_patience);
    }

    [Fact]
    public async Task A_stop_ends_it()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => EndpointProbe.TryAsync("127.0.0.1", Port, "/", TimeSpan.FromMinutes(5), stop.Token));
    }

    public void Dispose() => _listener.Dispose();

    private Task<EndpointAnswer> TryAsync(string? path) => EndpointProbe.TryAsync("127.0.0.1", Port, path, s_patience, Stop.Token);

    private async Task<string> ServeAsync(string says)
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync(Stop.Token);
        byte[] request = new byte[4096];
        int length = await client.GetStream().ReadAsync(request, Stop.Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(says), Stop.Token);
        return Encoding.ASCII.GetString(request, 0, length);
    }
}
