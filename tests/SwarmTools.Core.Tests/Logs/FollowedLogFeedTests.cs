using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Logs;

namespace SwarmTools.Core.Tests.Logs;

public class FollowedLogFeedTests
{
    private readonly FakeSwarm _swarm = new() { Services = { A.Service("web"), A.Service("db") }, Tasks = { A.Task(1, id: "t1"), A.Task(1, service: "db", id: "t2") } };
    private readonly FakeEvents _events = new();
    private readonly FakeLog _log = new() { Batches = { ["web-id"] = [["t1: a", "t1: b"], ["t1: c"]], ["db-id"] = [["t2: x"], ["t2: y"]] } };

    [Fact]
    public async Task Followed_logs_are_read_all_at_once_and_in_turn()
    {
        Assert.Equal(["web.1: a, web.1: b", "db.1: x", "web.1: c", "db.1: y"], await ReadAllAsync());
        Assert.Equal(["open web-id", "open db-id"], _log.Events.Take(2));
    }

    [Fact]
    public async Task The_logs_of_several_swarms_are_followed_together()
    {
        FakeSwarm other = new() { Services = { A.Service("api") }, Tasks = { A.Task(1, service: "api", id: "t3") } };
        FakeLog otherLog = new() { Batches = { ["api-id"] = [["t3: z"]] } };
        LogSource[] sources = [Source(new(_log, new(_swarm, _swarm, _swarm), new(_events, new(_swarm, _swarm, _swarm, _swarm.Clock), _swarm.Clock)), "web"), Source(new(otherLog, new(other, other, other), new(new FakeEvents(), new(other, other, other, other.Clock), other.Clock)), "api")];
        using FollowedLogFeed feed = new(sources, new(new(), details: false));
        Assert.Equal(["web.1: a, web.1: b", "api.1: z", "web.1: c"], await ReadAllAsync(feed));
    }

    [Fact]
    public async Task An_entry_knows_where_it_comes_from()
    {
        using FollowedLogFeed feed = Feed(details: true);
        SwarmLogEntry entry = (SwarmLogEntry)(await ReadAsync(feed))![0];
        Assert.Equal(("web", "web.1", 1, "n1", "t1", A.Noon), (entry.ServiceName, entry.TaskName, entry.Slot, entry.NodeName, entry.TaskId, entry.Timestamp));
        Assert.Equal("b", entry.Details["a"]);
    }

    [Fact]
    public async Task Details_are_left_out_unless_asked_for()
    {
        using FollowedLogFeed feed = Feed();
        Assert.Empty(((SwarmLogEntry)(await ReadAsync(feed))![0]).Details);
    }

    [Fact]
    public async Task Names_are_asked_for_once()
    {
        await ReadAllAsync();
        Assert.Equal(["nodes", "tasks", "services", "nodes", "tasks", "services"], _swarm.Requests);
    }

    [Fact]
    public async Task A_task_that_the_swarm_forgot_has_no_name_and_is_not_asked_for_again()
    {
        _log.Batches["web-id"] = [["gone: a"], ["gone: b"]];
        _log.Batches["db-id"] = [];
        Assert.Equal([": a", ": b"], await ReadAllAsync());
        Assert.Single(_swarm.Requests, request => request == "tasks");
    }

    [Fact]
    public async Task A_service_that_is_removed_while_its_log_is_read_leaves_lines_without_names()
    {
        _swarm.Services.Clear();
        Assert.Equal(": a, : b", (await ReadAllAsync())[0]);
    }

    [Fact]
    public async Task Leaving_early_closes_what_is_open()
    {
        using (FollowedLogFeed feed = Feed())
        {
            await ReadAsync(feed);
        }

        Assert.Equal(["close db-id", "close web-id"], _log.Events.Skip(2).Order());
    }

    [Fact]
    public async Task A_log_that_cannot_be_opened_does_not_keep_the_others_from_being_read()
    {
        _log.Refusals["web-id"] = new(ErrorId.ServiceNotFound, "gone");
        Assert.Equal(["web failed", "db.1: x", "db.1: y"], await ReadAllAsync());
    }

    [Fact]
    public async Task A_read_that_is_under_way_when_the_feed_is_left_ends_before_its_log_is_closed()
    {
        TaskCompletionSource hold = new();
        _log.Holds["db-id"] = hold.Task;
        FollowedLogFeed feed = Feed();
        await ReadAsync(feed);
        feed.Dispose();
        Assert.Equal(["close web-id"], _log.Events.Skip(2));
        hold.SetResult();
        for (int wait = 0; wait < 500 && _log.Events.Count < 4; wait++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["close web-id", "close db-id"], _log.Events.Skip(2));
    }

    [Fact]
    public async Task The_log_of_a_service_that_is_removed_ends_with_its_tasks_and_the_others_go_on()
    {
        TaskCompletionSource hold = new();
        _log.Holds["web-id"] = hold.Task;
        _swarm.Clock.At(TimeSpan.FromSeconds(3), () => _swarm.Tasks.RemoveAll(task => task.ServiceId == "web-id"));
        _events.Happen("update", "web-id");
        _events.Happen("remove", "web-id");
        Assert.Equal(["db.1: x", "db.1: y"], await ReadAllAsync());
        Assert.InRange(_swarm.Clock.UtcNow - A.Noon, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
        hold.SetResult();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_events_the_logs_are_read_on(bool fails)
    {
        _events.End(fails ? new(ErrorId.EngineUnreachable, "gone") : null);
        Assert.Equal(["web.1: a, web.1: b", "db.1: x", "web.1: c", "db.1: y"], await ReadAllAsync());
    }

    private FollowedLogFeed Feed(bool details = false)
    {
        LogSwarm swarm = new(_log, new(_swarm, _swarm, _swarm), new(_events, new(_swarm, _swarm, _swarm, _swarm.Clock), _swarm.Clock));
        return new([.. new[] { "web", "db" }.Select(name => Source(swarm, name))], new(new(), details));
    }

    private static LogSource Source(LogSwarm swarm, string service) =>
        new(swarm, new() { Id = service + "-id", Name = service, Follow = true }, service + "-id", service);

    private static Task<IReadOnlyList<object>?> ReadAsync(FollowedLogFeed feed) => feed.ReadAsync(TestContext.Current.CancellationToken);

    private async Task<List<string>> ReadAllAsync()
    {
        using FollowedLogFeed feed = Feed();
        return await ReadAllAsync(feed);
    }

    private static async Task<List<string>> ReadAllAsync(FollowedLogFeed feed)
    {
        List<string> batches = [];
        while (await ReadAsync(feed) is { } batch)
        {
            batches.Add(string.Join(", ", batch.Select(item =>
                item is SwarmLogEntry entry ? $"{entry.TaskName}: {entry.Message}" : $"{((LogFailure)item).Source.ServiceName} failed")));
        }

        return batches;
    }
}
