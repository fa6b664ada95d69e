using System;
using System.Collections.Generic;
using System.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Core.Tests.Topology;
using SwarmTools.Text;

namespace SwarmTools.Core.Tests.Text;

/// <summary>The picture of a swarm in text.</summary>
public class TopologyDrawingTests
{
    [Fact]
    public void Nodes_tasks_services_and_signs_are_one_picture()
    {
        SwarmTopology picture = Mixed();
        picture.Style = new() { Unicode = true };

        Assert.Equal(
            """
            prod
            3 nodes, 1 down; 9 tasks: 3 healthy, 2 running, 2 waiting, 1 unreachable, 1
              failed

            m1  Manager, Ready, Active
              ● agent  ◉ web.1-3
              × api.1 failed: task: non-zero exit (1)

            n1  Unknown, Ready, Drain
              ● agent
              ○ api.2 waiting: task: non-zero exit (1)

            n2  Unknown, Down, Active: heartbeat failure
              ? web.4 unreachable

            No node
              ○ web.5 waiting: no suitable node (scheduling constraints not satisfied on
                3 nodes)

            Services
              agent  2/2
              api    0/2
              web    3/5  8080:80/tcp

              ◉ healthy  ● running  ○ waiting  ? unreachable  × failed
            """.ReplaceLineEndings("\n"), string.Join('\n', View.Topology(picture, 79)));
    }

    [Fact]
    public void Ascii_has_signs_of_its_own_and_no_colors() => Assert.All(View.Topology(Mixed(), 79), line => Assert.All(line, letter => Assert.InRange(letter, ' ', '~')));

    [Fact]
    public void Every_condition_has_a_sign_of_its_own() => Assert.All([true, false], unicode => Assert.Equal(
        Enum.GetValues<SwarmTaskCondition>().Length - 1, Enum.GetValues<SwarmTaskCondition>().Select(condition => TaskSigns.Of(condition, unicode)).Distinct().Count()));

    [Fact]
    public void Colors_change_no_letter()
    {
        SwarmTopology picture = Mixed();
        IReadOnlyList<string> plain = View.Topology(picture, 60);
        picture.Style = new() { Color = true };

        IReadOnlyList<string> colored = View.Topology(picture, 60);

        Assert.Contains(colored, line => line.Contains("\u001b[31m", StringComparison.Ordinal));
        Assert.Equal(plain, colored.Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\u001b\\[[0-9]+m", "")));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(79)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_console(int width)
    {
        SwarmTopology picture = ASwarm.Picture(
            [new() { Id = "n1", Name = new string('n', 63), State = SwarmNodeState.Down, StateMessage = new string('m', 150) }, A.Node("n2")],
            [A.Service(new string('s', 63)), A.Service("web")],
            [.. Enumerable.Range(1, 60).Select(slot => A.Task(slot * 2, node: "n2", service: new string('s', 63))), A.Task(1, SwarmTaskState.Failed, node: "n2", error: new string('e', 300) + " and more words")]);

        Assert.All(View.Topology(picture, width), line => Assert.InRange(line.Length, 0, width));
        Assert.Contains("and more words", string.Join(' ', View.Topology(picture, 79)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_host_without_a_width_has_eighty_columns(int width) => Assert.Equal(View.Topology(Mixed(), 79), View.Topology(Mixed(), width));

    [Fact]
    public void Text_of_containers_does_not_drive_the_console()
    {
        SwarmTopology picture = ASwarm.Picture(
            [new() { Id = "n1", Name = "\u001b[2J\u202en1" }], [A.Service("web")], A.Task(1, SwarmTaskState.Failed, error: "a\n::error::b\u001b[31m ##vso[task.complete]"));

        string text = string.Join('|', View.Topology(picture, 79));

        Assert.DoesNotContain(text, letter => letter is < ' ' or '\u202e');
        Assert.DoesNotContain("##vso", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thousand_tasks_on_a_hundred_nodes_are_a_few_lines_for_each_node() => Assert.InRange(View.Topology(ASwarm.Large(100, 1000), 79).Count, 300, 800);

    [Theory]
    [InlineData("", "")]
    [InlineData("3", "3")]
    [InlineData("3 1 2", "1-3")]
    [InlineData("1 2 4 7 8 9 9", "1-2,4,7-9")]
    public void Numbers_beside_each_other_are_a_range(string slots, string expected) =>
        Assert.Equal(expected, string.Join(',', SlotRanges.Of(slots.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse))));

    private static SwarmTopology Mixed() => ASwarm.Picture(
        [A.Manager("m1"), A.Node("n1", availability: SwarmNodeAvailability.Drain), new() { Id = "n2", Name = "n2", State = SwarmNodeState.Down, Availability = SwarmNodeAvailability.Active, StateMessage = "heartbeat failure" }],
        [Service("web", 3, 5, ASwarm.Checked("web", "CMD", "true")), Service("api", 0, 2, A.Service("api")), Service("agent", 2, 2, A.Service("agent"))],
        A.Task(1, node: "m1"), A.Task(2, node: "m1"), A.Task(3, node: "m1"), A.Task(4, node: "n2"),
        A.Task(5, SwarmTaskState.Pending, node: "", error: "no suitable node (scheduling constraints not satisfied on 3 nodes)"),
        A.Task(1, SwarmTaskState.Failed, SwarmTaskState.Shutdown, "m1", "api", "task: non-zero exit (1)"),
        A.Task(2, SwarmTaskState.Ready, SwarmTaskState.Ready, "n1", "api", second: 5), A.Task(2, SwarmTaskState.Failed, SwarmTaskState.Shutdown, "m1", "api", "task: non-zero exit (1)"),
        A.Task(0, node: "m1", service: "agent"), A.Task(0, node: "n1", service: "agent"));

    private static SwarmService Service(string name, int running, int desired, SwarmService like) => new()
    {
        Id = name + "-id",
        Name = name,
        Mode = SwarmServiceMode.Replicated,
        RunningTasks = running,
        DesiredTasks = desired,
        RawJson = like.RawJson,
        Ports = name == "web" ? [new() { PublishedPort = 8080, TargetPort = 80, Protocol = SwarmPortProtocol.Tcp, PublishMode = SwarmPublishMode.Ingress }] : [],
    };
}
