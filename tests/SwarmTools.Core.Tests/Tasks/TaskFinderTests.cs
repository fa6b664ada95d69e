using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Tasks;

namespace SwarmTools.Core.Tests.Tasks;

public class TaskFinderTests
{
    [Fact]
    public async Task Tasks_come_with_names_and_sorted_by_service()
    {
        FakeSwarm swarm = new()
        {
            Services = { A.Service("web"), A.Service("db") }, Tasks = { A.Task(1), A.Task(2), A.Task(1, service: "db"), A.Task(1, service: "gone") },
        };
        var found = await new TaskFinder(swarm, swarm, swarm).FindAsync(Engine.TaskQuery.All, TestContext.Current.CancellationToken);
        Assert.Equal(["?.1", "db.1", "web.1", "web.2"], found.Select(task => task.Name));
        Assert.All(found, task => Assert.Equal("n1", task.NodeName));
    }

    [Fact]
    public void The_newest_task_of_each_slot_is_picked_in_the_given_order()
    {
        SwarmTask[] all =
        [
            A.Task(1, second: 1), A.Task(1, second: 9), A.Task(2, second: 5), A.Task(0, node: "n1", second: 1, service: "agent"),
            A.Task(0, node: "n2", second: 1, service: "agent"), A.Task(0, node: "n2", second: 2, service: "agent"), A.Task(1, second: 3, service: "db"),
        ];
        Assert.Equal(
            ["web.1@9", "web.2@5", "agent.n1@1", "agent.n2@2", "db.1@3"],
            TaskFinder.Newest(all).Select(task => $"{task.Name}@{(task.CreatedAt - A.Noon).TotalSeconds}"));
    }

    // With start-first a new task may fail while the one before it runs on.
    [Fact]
    public void A_task_that_is_wanted_comes_before_a_younger_one_that_is_not()
    {
        SwarmTask[] all = [A.Task(1, second: 1, id: "runs"), A.Task(1, SwarmTaskState.Rejected, SwarmTaskState.Shutdown, second: 9, id: "failed")];
        Assert.Equal("runs", Assert.Single(TaskFinder.Newest(all)).Id);
        Assert.Equal("runs", TaskFinder.Newest(all, "web.1")!.Id);
    }

    [Fact]
    public async Task Tasks_of_a_global_service_are_sorted_and_found_by_the_names_of_their_nodes()
    {
        FakeSwarm swarm = new()
        {
            Services = { A.Service("agent") },
            Nodes = { new() { Id = "a", Name = "w2" }, new() { Id = "b", Name = "w1" } },
            Tasks = { A.Task(0, node: "a", service: "agent", id: "first"), A.Task(0, node: "b", service: "agent", id: "second") },
        };
        var found = await new TaskFinder(swarm, swarm, swarm).FindAsync(Engine.TaskQuery.All, TestContext.Current.CancellationToken);
        Assert.Equal(["w1", "w2"], found.Select(task => task.NodeName));
        Assert.Equal(("first", "second"), (TaskFinder.Newest(found, "agent.w2")!.Id, TaskFinder.Newest(found, "agent.b")!.Id));
    }
}
