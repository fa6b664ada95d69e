using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Logs;

namespace SwarmTools.Core.Tests.Logs;

public class MergedLogFeedTests
{
    private readonly FakeSwarm _swarm = new() { Services = { A.Service("web"), A.Service("db") }, Tasks = { A.Task(1, id: "t1"), A.Task(2, id: "t2"), A.Task(1, service: "db", id: "t3") } };

    private readonly FakeLog _log = new()
    {
        Batches =
        {
            ["t1"] = [["t1: a @1", "t1: d @4"], ["t1: e @5"]],
            ["t2"] = [["t2: b @2"], ["t2: c @3", "t2: f @6"]],
            ["t3"] = [["t3: x @2", "t3: y @7"]],
        },
    };

    [Fact]
    public async Task Lines_of_all_tasks_come_in_the_order_of_time()
    {
        Assert.Equal("web.1 a, web.2 b, db.1 x, web.2 c, web.1 d, web.1 e, web.2 f, db.1 y", await ReadAsync(new()));
        Assert.Equal(["close t1", "close t2", "close t3", "open t1", "open t2", "open t3"], _log.Events.Order());
    }

    [Fact]
    public async Task Lines_after_the_end_are_not_read()
    {
        Assert.Equal("web.1 a, web.2 b, db.1 x, web.2 c", await ReadAsync(new() { Until = A.Noon.AddSeconds(3) }));
        Assert.Equal(3, _log.Events.Count(happened => happened.StartsWith("close", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1, "a @1")]
    [InlineData(4, "a @1, d @4")]
    [InlineData(9, "d @4, e @5")]
    [InlineData(0, "")]
    public async Task The_last_lines_before_an_end_are_those_before_it(int end, string expected)
    {
        LastLinesUntil logs = new(_log, new() { Until = A.Noon.AddSeconds(end) });
        using IFeedReader<LogLine> reader = await logs.OpenLogAsync(new() { Id = "t1", Tail = 2 }, TestContext.Current.CancellationToken);
        IReadOnlyList<LogLine>? lines = await reader.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected, string.Join(", ", lines!.Select(line => $"{line.Message} @{(line.Timestamp - A.Noon).TotalSeconds}")));
        Assert.Null(await reader.ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_lines_that_match_are_given() => Assert.Equal("web.1 a, db.1 x", await ReadAsync(new() { Pattern = LogFilter.ParsePattern("^[AX]$") }));

    [Fact]
    public void What_is_no_regular_expression_is_refused() => Refused.With(ErrorId.OptionInvalid, ["-Pattern", "'('"], () => LogFilter.ParsePattern("("));

    [Fact]
    public async Task A_task_that_cannot_be_read_does_not_keep_the_others_from_being_read()
    {
        _log.Refusals["t2"] = new(ErrorId.LogUnreadable, "no");
        Assert.Equal("t2 failed, web.1 a, db.1 x, web.1 d, web.1 e, db.1 y", await ReadAsync(new()));
    }

    [Fact]
    public async Task A_read_that_fails_leaves_the_others_in_order()
    {
        _log.Holds["t2"] = Task.FromException(new SwarmException(ErrorId.LogUnreadable, "no"));
        Assert.Equal("t2 failed, web.1 a, db.1 x, web.1 d, web.1 e, db.1 y", await ReadAsync(new()));
    }

    [Fact]
    public async Task A_service_becomes_its_tasks_and_what_is_out_of_reach_is_told()
    {
        _swarm.Nodes.Add(A.Node("n2", SwarmNodeState.Down));
        _swarm.Tasks.Clear();
        _swarm.Tasks.AddRange([A.Task(1, id: "t1", container: "c1"), A.Task(2, id: "t2", node: "n2", container: "c2"), A.Task(3, SwarmTaskState.Pending, id: "t9")]);
        List<string> warnings = [];

        IReadOnlyList<LogSource> found = await Finder(follow: false).OfServiceAsync(_swarm.Services[0], warnings.Add, TestContext.Current.CancellationToken);

        Assert.Equal(["web.1 t1 True"], found.Select(source => $"{source.Request.Name} {source.Request.Id} {source.Request.IsTask}"));
        Assert.Equal(["The node 'n2' does not answer: what web.2 wrote there is missing."], warnings);
    }

    [Fact]
    public async Task A_service_that_is_followed_is_one_log_of_tasks_to_come_too()
    {
        IReadOnlyList<LogSource> found = await Finder(follow: true).OfServiceAsync(_swarm.Services[0], Assert.Fail, TestContext.Current.CancellationToken);
        Assert.Equal(("web-id", false), (Assert.Single(found).Request.Id, found[0].Request.IsTask));
        Assert.Empty(_swarm.Requests);
    }

    [Fact]
    public async Task Where_one_cannot_be_opened_and_that_ends_the_command_the_others_are_closed()
    {
        _log.Refusals["t2"] = new SwarmException(ErrorId.EngineUnreachable, "cut off");
        LogSwarm swarm = Swarm;
        using (MergedLogFeed feed = new([.. new[] { "t1", "t2" }.Select(id => new LogSource(swarm, new() { Id = id, IsTask = true }, "web-id", "web"))], new(new(), details: false)))
        {
            await Refused.WithAsync(ErrorId.EngineUnreachable, ["cut off"], () => feed.ReadAsync(TestContext.Current.CancellationToken));
        }

        Assert.Contains("close t1", _log.Events);
    }

    private LogFinder Finder(bool follow) => new(Swarm, _swarm, _swarm, _swarm, new() { Follow = follow });

    private LogSwarm Swarm => new(_log, new(_swarm, _swarm, _swarm), new(new FakeEvents(), new(_swarm, _swarm, _swarm, _swarm.Clock), _swarm.Clock));

    private async Task<string> ReadAsync(LogFilter filter)
    {
        LogSwarm swarm = Swarm;
        LogSource Source(string task, string service) => new(swarm, new() { Id = task, Name = task, IsTask = true }, service + "-id", service);
        using MergedLogFeed feed = new([Source("t1", "web"), Source("t2", "web"), Source("t3", "db")], new(filter, details: false));
        List<string> read = [];
        while (await feed.ReadAsync(TestContext.Current.CancellationToken) is { } batch)
        {
            read.AddRange(batch.Select(item => item is SwarmLogEntry entry ? $"{entry.TaskName} {entry.Message}" : $"{((LogFailure)item).Source.Request.Name} failed"));
        }

        return string.Join(", ", read);
    }
}
