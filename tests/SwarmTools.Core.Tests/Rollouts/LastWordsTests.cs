using System;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Rollouts;
using static SwarmTools.SwarmTaskState;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>What failed tasks wrote last, in the result and in the error that is made of it.</summary>
public class LastWordsTests
{
    private readonly FakeLog _log = new();

    [Fact]
    public async Task The_last_ten_lines_of_each_failed_task_are_kept()
    {
        _log.Batches["t1"] = [[.. Enumerable.Range(1, 8).Select(number => $"t1: line {number}")], [.. Enumerable.Range(9, 4).Select(number => $"t1: line {number}")]];
        _log.Batches["t2"] = [["t2: only"]];
        SwarmRolloutResult result = await ReadAsync(Failure("t1"), Failure("t2", slot: 2));
        Assert.Equal(Enumerable.Range(3, 10).Select(number => $"line {number}"), result.FailedTasks[0].LastLog);
        Assert.Equal(["only"], result.FailedTasks[1].LastLog);
        Assert.Equal(["close t1", "close t2"], _log.Events.Where(happened => happened.StartsWith("close", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_stays_empty_and_does_not_hide_the_others()
    {
        _log.Refusals["t1"] = new SwarmException(ErrorId.RequestRefused, "the log driver does not support reading");
        _log.Batches["t2"] = [["t2: only"]];
        SwarmRolloutResult result = await ReadAsync(Failure("t1"), Failure("t2", slot: 2));
        Assert.Empty(result.FailedTasks[0].LastLog);
        Assert.Equal(["only"], result.FailedTasks[1].LastLog);
    }

    [Fact]
    public async Task A_task_that_never_had_a_container_is_not_asked_for()
    {
        SwarmRolloutResult result = await ReadAsync(A.Task(1, Rejected, Shutdown, id: "t1", error: "No such image"));
        Assert.Empty(_log.Events);
        Assert.Empty(result.FailedTasks[0].LastLog);
    }

    [Fact]
    public async Task A_stop_is_no_empty_log()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new LastWords(new Stopped()).AddToAsync(Result(Failure("t1")), tty: false, new(canceled: true)));
    }

    [Fact]
    public async Task The_error_ends_with_the_last_line_that_says_something()
    {
        _log.Batches["t1"] = [["t1: first", "t1:  boom ", "t1:  "]];
        Assert.Equal("The service 'web' did not converge. Why. The log of web.1 ends: boom", Message(await ReadAsync(Failure("t1"))));
    }

    [Fact]
    public async Task The_log_of_the_first_task_that_wrote_something_is_told()
    {
        _log.Batches["t1"] = [["t1:  "]];
        _log.Batches["t2"] = [["t2: second"]];
        Assert.EndsWith("Why. The log of web.2 ends: second", Message(await ReadAsync(Failure("t1"), Failure("t2", slot: 2))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_can_neither_drive_a_console_nor_a_build()
    {
        _log.Batches["t1"] = [["t1: \u001b[2J##vso[task.complete]"]];
        Assert.EndsWith("ends: \u241b[2J## vso[task.complete]", Message(await ReadAsync(Failure("t1"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, 200, "")]
    [InlineData(201, 200, "...")]
    public async Task A_long_line_is_cut(int length, int left, string end)
    {
        _log.Batches["t1"] = [["t1: " + new string('x', length)]];
        Assert.EndsWith("ends: " + new string('x', left) + end, Message(await ReadAsync(Failure("t1"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_line_nothing_is_said_of_the_log() => Assert.Equal("The service 'web' did not converge. Why.", Message(Result(Failure("t1"))));

    [Fact]
    public void The_error_of_a_job_says_so_and_carries_the_job()
    {
        SwarmJobResult job = new() { ServiceName = "web" };
        SwarmException failure = RolloutFailure.Of(Result(), job)!;
        Assert.Equal("The job 'web' did not complete. Why.", failure.Message);
        Assert.Same(job, failure.Result);
    }

    private static SwarmTask Failure(string id, int slot = 1) => A.Task(slot, Failed, Shutdown, id: id, container: "c");

    private static SwarmRolloutResult Result(params SwarmTask[] failed) =>
        new() { ServiceName = "web", Outcome = SwarmRolloutOutcome.TasksFailing, Message = "Why.", FailedTasks = failed };

    private static string Message(SwarmRolloutResult result) => RolloutFailure.Of(result)!.Message;

    private async Task<SwarmRolloutResult> ReadAsync(params SwarmTask[] failed)
    {
        SwarmRolloutResult result = Result(failed);
        await new LastWords(_log).AddToAsync(result, tty: false, TestContext.Current.CancellationToken);
        return result;
    }

    private sealed class Stopped : Engine.ILogApi
    {
        public Task<Engine.IFeedReader<Engine.LogLine>> OpenLogAsync(Engine.LogRequest request, System.Threading.CancellationToken stop) =>
            Task.FromCanceled<Engine.IFeedReader<Engine.LogLine>>(stop);
    }
}
