using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Transport;

/// <summary>Answers that go on.</summary>
public class FeedTests
{
    [Fact]
    public async Task Many_lines_that_come_one_by_one_are_all_there_and_in_order()
    {
        const int Lines = 2_000;
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("GET", "/tasks/t1/logs", async (_, context) =>
        {
            for (int line = 0; line < Lines; line++)
            {
                await context.Response.WriteAsync($"2026-01-02T03:04:05.000000000Z {line}\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
        using DockerEngine engine = Connect.To(fake.HostUri);
        using IFeedReader<LogLine> log = await engine.OpenLogAsync(new() { Id = "t1", IsTask = true, Tty = true }, Stop.Token).Soon();
        int count = 0;
        while (await log.ReadAsync(Stop.Token).Soon() is { } lines)
        {
            foreach (LogLine line in lines)
            {
                Assert.Equal(count.ToString(CultureInfo.InvariantCulture), line.Message);
                count++;
            }
        }

        Assert.Equal(Lines, count);
    }

    [Fact]
    public async Task A_feed_whose_headers_do_not_come_can_be_stopped()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        fake.Answer("GET", "/services/s1/logs", (_, context) =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using DockerEngine engine = Connect.To(fake.HostUri);
        using CancellationTokenSource stop = new();
        Task<IFeedReader<LogLine>> opening = engine.OpenLogAsync(new() { Id = "s1" }, stop.Token);
        await asked.Task.Soon();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening.Soon());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_feed_that_is_stopped_or_closed_hangs_up(bool isStopped)
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        fake.Answer("GET", "/services/s1/logs", async (_, context) =>
        {
            context.RequestAborted.Register(left.SetResult);
            await context.Response.Body.WriteAsync("2026-01-02T03:04:05.000000000Z one\n"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using DockerEngine engine = Connect.To(fake.HostUri);
        IFeedReader<LogLine> log = await engine.OpenLogAsync(new() { Id = "s1", Follow = true, Tty = true }, Stop.Token).Soon();
        Assert.NotNull(await log.ReadAsync(Stop.Token).Soon());
        using CancellationTokenSource stop = new();
        Task<IReadOnlyList<LogLine>?> pending = log.ReadAsync(stop.Token);
        if (isStopped)
        {
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending.Soon());
        }
        else
        {
            log.Dispose();
            await Assert.ThrowsAsync<SwarmException>(() => pending.Soon());
        }

        await left.Task.Soon();
        log.Dispose();
    }
}
