using System;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Text;

namespace SwarmTools.Core.Tests.Text;

public class ViewTests
{
    [Theory]
    [InlineData(SwarmServiceMode.Replicated, "2/3")]
    [InlineData(SwarmServiceMode.Global, "2/3")]
    [InlineData(SwarmServiceMode.ReplicatedJob, "1/4 done")]
    [InlineData(SwarmServiceMode.GlobalJob, "1/3 done")]
    public void Replicas_are_running_and_wanted_tasks(SwarmServiceMode mode, string expected)
    {
        SwarmService service = new()
        {
            Mode = mode, RunningTasks = 2, DesiredTasks = 3, CompletedTasks = 1, Replicas = mode == SwarmServiceMode.ReplicatedJob ? 4 : null,
        };
        Assert.Equal(expected, View.Replicas(service));
    }

    [Fact]
    public void An_update_that_is_held_is_told() =>
        Assert.Equal("4/4 held", View.Replicas(new() { RunningTasks = 4, DesiredTasks = 4, Mode = SwarmServiceMode.Replicated, IsUpdateHeld = true }));

    [Theory]
    [InlineData("one two three", 7, "one two\nthree")]
    [InlineData("one two three", 6, "one\ntwo\nthree")]
    [InlineData("unbreakable one", 5, "unbreakable\none")]
    [InlineData("  one   two ", 80, "one two")]
    [InlineData("", 10, "")]
    [InlineData("one two", -3, "one two")]
    public void Lines_end_with_words(string text, int width, string expected) => Assert.Equal(expected, View.Words(text, width));

    [Fact]
    public void A_leader_is_marked()
    {
        Assert.Equal("Leader", View.Role(new() { Role = SwarmNodeRole.Manager, IsLeader = true }));
        Assert.Equal("Worker", View.Role(new() { Role = SwarmNodeRole.Worker }));
    }

    [Fact]
    public void Ports_are_told_in_dockers_short_form() => Assert.Equal(
        "8080:80/tcp, 53/udp",
        View.Ports([new() { TargetPort = 80, PublishedPort = 8080, Protocol = SwarmPortProtocol.Tcp }, new() { TargetPort = 53, Protocol = SwarmPortProtocol.Udp }]));

    [Theory]
    [InlineData("", "")]
    [InlineData("abc", "abc")]
    [InlineData("abcdefghijkl", "abcdefghijkl")]
    [InlineData("abcdefghijklm", "abcdefghijkl")]
    public void An_id_is_cut_as_docker_does(string id, string expected) => Assert.Equal(expected, View.ShortId(id));

    [Fact]
    public void Text_of_containers_is_neutralised_and_cut()
    {
        Assert.Equal("\u241b[31m: no such image", View.Safe("\u001b[31m: no such image"));
        Assert.Equal(203, View.Safe(new string('x', 500)).Length);
        Assert.Equal(500, View.Line(new string('x', 500)).Length);
        Assert.Equal("## vso[x]", View.Line("##vso[x]"));
    }

    [Fact]
    public void A_cut_leaves_no_half_of_a_character() =>
        Assert.DoesNotContain(View.Safe(new string('x', 199) + "\U0001F433\U0001F433"), char.IsHighSurrogate);

    [Fact]
    public void The_writer_of_a_line_is_its_task_or_the_tasks_id()
    {
        Assert.Equal("web.1", View.Writer(new() { TaskName = "web.1", TaskId = "abcdefghijklmnop" }));
        Assert.Equal("abcdefghijkl", View.Writer(new() { TaskId = "abcdefghijklmnop" }));
    }

    [Fact]
    public void Times_are_told_to_the_millisecond() =>
        Assert.EndsWith(":00:05.042", View.Time(A.Noon.AddSeconds(5).AddMilliseconds(42)), StringComparison.Ordinal);
}
