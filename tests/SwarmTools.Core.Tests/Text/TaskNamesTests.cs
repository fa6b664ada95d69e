using System.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Text;

namespace SwarmTools.Core.Tests.Text;

public class TaskNamesTests
{
    [Theory]
    [InlineData("web", 1, "n1", "web.1")]
    [InlineData("agent", 0, "n1", "agent.n1")]
    [InlineData("", 2, "n1", "?.2")]
    public void A_task_is_named_by_dockers_rule(string service, int slot, string node, string expected) =>
        Assert.Equal(expected, TaskNames.Of(service, slot, node));

    [Fact]
    public void Tasks_get_the_names_that_the_engine_leaves_out()
    {
        SwarmTask[] tasks = [A.Task(1), A.Task(2, service: "gone", node: "n9")];
        SwarmTask[] named = [.. TaskNames.Named(tasks, [A.Service("web")], [A.Node("n1")])];
        Assert.Equal(["web.1 web n1", "?.2  "], named.Select(task => $"{task.Name} {task.ServiceName} {task.NodeName}"));
    }
}
