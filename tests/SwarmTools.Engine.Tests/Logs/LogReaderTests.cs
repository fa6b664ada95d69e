using System;
using System.Collections.Generic;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Logs;

public class LogReaderTests
{
    private static readonly LogRequest s_request = new() { Id = "s1", Name = "web", Follow = true };

    [Fact]
    public async Task A_log_is_read_to_its_end()
    {
        await using FakeEngine fake = await Logging(async (response, _) =>
        {
            await response.Body.WriteAsync(Frames.Line(1, "t1", "one\n"), Stop.Token);
            await response.Body.FlushAsync(Stop.Token);
            await response.Body.WriteAsync(Frames.Line(1, "t1", "two"), Stop.Token);
        });
        using DockerEngine engine = Connect.To(fake);
        using IFeedReader<LogLine> log = await engine.OpenLogAsync(s_request, Stop.Token);
        List<string> messages = [];
        while (await log.ReadAsync(Stop.Token).Soon() is { } lines)
        {
            Assert.NotEmpty(lines);
            messages.AddRange([.. System.Linq.Enumerable.Select(lines, line => line.Message)]);
        }

        Assert.Equal(["one", "two"], messages);
        Assert.Null(await log.ReadAsync(Stop.Token).Soon());
    }

    [Fact]
    public async Task Lines_come_as_soon_as_they_are_written()
    {
        using SemaphoreSlim next = new(0);
        await using FakeEngine fake = await Logging(async (response, aborted) =>
        {
            for (int number = 0; number < 3; number++)
            {
                await response.Body.WriteAsync(Frames.Line(1, "t1", $"{number}\n"), aborted);
                await response.Body.FlushAsync(aborted);
                await next.WaitAsync(aborted);
            }
        });
        using DockerEngine engine = Connect.To(fake);
        using IFeedReader<LogLine> log = await engine.OpenLogAsync(s_request, Stop.Token);
        for (int number = 0; number < 3; number++)
        {
            Assert.Equal($"{number}", Assert.Single((await log.ReadAsync(Stop.Token).Soon())!).Message);
            next.Release();
        }
    }

    [Fact]
    public async Task A_followed_log_is_stopped_at_once()
    {
        await using FakeEngine fake = await Endless();
        using DockerEngine engine = Connect.To(fake);
        using IFeedReader<LogLine> log = await engine.OpenLogAsync(s_request, Stop.Token);
        Assert.Single((await log.ReadAsync(Stop.Token).Soon())!);
        using CancellationTokenSource stop = new();
        Task<IReadOnlyList<LogLine>?> pending = log.ReadAsync(stop.Token);
        Assert.False(pending.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.Soon(5));
    }

    [Fact]
    public async Task A_followed_log_is_closed_at_once_and_the_engine_notices()
    {
        TaskCompletionSource noticed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using FakeEngine fake = await Endless(() => noticed.SetResult());
        using DockerEngine engine = Connect.To(fake);
        IFeedReader<LogLine> log = await engine.OpenLogAsync(s_request, Stop.Token);
        Assert.Single((await log.ReadAsync(Stop.Token).Soon())!);
        await Task.Run(log.Dispose, Stop.Token).Soon(5);
        await noticed.Task.Soon();
    }

    [Fact]
    public async Task A_log_that_breaks_off_is_no_end()
    {
        await using FakeEngine fake = await Logging(async (response, _) =>
        {
            await response.Body.WriteAsync(Frames.Line(1, "t1", "one\n"), Stop.Token);
            await response.Body.FlushAsync(Stop.Token);
            response.HttpContext.Abort();
        });
        using DockerEngine engine = Connect.To(fake);
        await Refused.WithAsync(ErrorId.EngineUnreachable, ["broke"], async () =>
        {
            using IFeedReader<LogLine> log = await engine.OpenLogAsync(s_request, Stop.Token);
            while (await log.ReadAsync(Stop.Token).Soon() is not null)
            {
            }
        });
    }

    [Fact]
    public async Task Lines_before_an_error_are_given_out_first()
    {
        await using FakeEngine fake = await Logging((response, stop) => response.Body.WriteAsync(
            (byte[])[.. Frames.Line(1, "t1", "one\n"), .. Frames.Line(1, "t2", "half"), .. Frames.Frame(3, "Error grabbing logs: gone\n"), .. Frames.Line(1, "t1", "after\n")],
            stop).AsTask());
        using DockerEngine engine = Connect.To(fake);
        using IFeedReader<LogLine> log = await engine.OpenLogAsync(s_request, Stop.Token);
        Assert.Equal("one", Assert.Single((await log.ReadAsync(Stop.Token).Soon())!).Message);
        await Refused.WithAsync(ErrorId.LogUnreadable, ["'web'", "gone"], () => log.ReadAsync(Stop.Token).Soon());
    }

    [Fact]
    public async Task A_log_of_a_terminal_has_no_frames()
    {
        await using FakeEngine fake = await Logging((response, stop) => response.WriteAsync($"{Frames.Time} {Frames.Ids("t1")} one\r\n", stop));
        using DockerEngine engine = Connect.To(fake);
        using IFeedReader<LogLine> log = await engine.OpenLogAsync(s_request with { Tty = true }, Stop.Token);
        Assert.Equal("one", Assert.Single((await log.ReadAsync(Stop.Token).Soon())!).Message);
    }

    [Fact]
    public async Task A_log_that_is_refused_says_why()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Refuse("GET", "/services/s1/logs", HttpStatusCode.NotFound, "service s1 not found");
        using DockerEngine engine = Connect.To(fake);
        await Refused.WithAsync(ErrorId.ServiceNotFound, ["'web'"], () => engine.OpenLogAsync(s_request, Stop.Token));
        await Refused.WithAsync(ErrorId.TaskNotFound, ["'web'"], () => engine.OpenLogAsync(s_request with { IsTask = true }, Stop.Token));
    }

    private static Task<FakeEngine> Endless(Action? ended = null) => Logging(async (response, aborted) =>
    {
        await response.Body.WriteAsync(Frames.Line(1, "t1", "one\n"), aborted);
        await response.Body.FlushAsync(aborted);
        try
        {
            await Task.Delay(Timeout.Infinite, aborted);
        }
        finally
        {
            ended?.Invoke();
        }
    });

    private static async Task<FakeEngine> Logging(Func<HttpResponse, CancellationToken, Task> write)
    {
        FakeEngine fake = await FakeEngine.StartAsync();
        return fake.Answer("GET", "/services/s1/logs", (_, context) => write(context.Response, context.RequestAborted));
    }
}
