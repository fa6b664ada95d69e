using System;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Diagnostics;

namespace SwarmTools.Core.Tests.Diagnostics;

public class SwarmHealthTests
{
    private static readonly SwarmSnapshot s_well = new()
    {
        Swarm = new() { Name = "default" },
        Nodes = [A.Manager("m1"), A.Manager("m2"), A.Manager("m3")],
        At = A.Noon,
        ClockSkew = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public void Nothing_is_found_where_all_is_well() => Assert.Empty(new SwarmHealth(s_well with { Services = [Service(1, 1)] }).Find());

    [Theory]
    [InlineData(1, 0, "Warning Quorum: 1 manager, 1 must answer: none may fail.")]
    [InlineData(2, 0, "Warning Quorum: 2 managers, 2 must answer: none may fail.|Advice ManagerCount: 2 managers bear no more failures than 1.")]
    [InlineData(2, 1, "Critical NodeState: Down.|Warning Quorum: 3 managers, 2 must answer: none may fail.")]
    [InlineData(1, 2, "Critical NodeState: Down.|Critical NodeState: Down.|Critical Quorum: 3 managers, 2 must answer, and too few do: nothing can be changed.")]
    [InlineData(4, 0, "Advice ManagerCount: 4 managers bear no more failures than 3.")]
    public void Managers_are_counted(int answering, int down, string expected)
    {
        SwarmNode[] nodes =
        [
            .. Enumerable.Range(1, answering).Select(number => A.Manager($"m{number}")),
            .. Enumerable.Range(1, down).Select(number => A.Manager($"d{number}", SwarmReachability.Unreachable, SwarmNodeState.Down)),
        ];
        Assert.Equal(expected, Found(s_well with { Nodes = nodes }));
    }

    [Fact]
    public void A_service_below_its_target_and_one_whose_update_is_held_are_told() => Assert.Equal(
        "Critical Replicas of web: 1 of 3 tasks run.|Critical Update of web: Its update is held: stopped.",
        string.Join('|', new SwarmHealth(s_well with { Services = [Service(1, 3, SwarmUpdateState.Paused)] }).Find().Select(finding => $"{finding.Severity} {finding.Check} of {finding.Target}: {finding.Evidence}")));

    [Fact]
    public void Three_failures_in_ten_minutes_are_a_loop()
    {
        SwarmTask[] tasks = [.. Enumerable.Range(1, 3).Select(number => new SwarmTask { Id = $"t{number}", ServiceId = "web-id", State = SwarmTaskState.Failed, Error = $"exit {number}", StateChangedAt = A.Noon.AddMinutes(-number) })];
        Assert.Equal("Critical CrashLoop: 3 of its tasks failed in 10m; the last: exit 1", Found(s_well with { Services = [Service(1, 1)], Tasks = tasks }));
        Assert.Equal("", Found(s_well with { Services = [Service(1, 1)], Tasks = [.. tasks.Take(2)] }));
        Assert.Equal("", Found(s_well with { Services = [Service(1, 1)], Tasks = tasks, At = A.Noon.AddHours(1) }));
    }

    [Fact]
    public void What_nobody_uses_clocks_and_versions_are_told() => Assert.Equal(
        "Warning ClockSkew: The clock of the engine that answered is 10s behind this machine's.|Advice UnusedConfig: No service uses it, and no kept revision names it.|Advice UnusedSecret: No service uses it, and no kept revision names it.",
        Found(s_well with { ClockSkew = TimeSpan.FromSeconds(-10), Secrets = [A.Secret("s")], Configs = [A.Config("c")] }));

    [Fact]
    public void A_service_without_a_check_and_a_limit_is_advised() => Assert.Equal(
        ["Advice HealthCheck", "Advice Limits"], new SwarmHealth(s_well with { Services = [A.Service("web")] }).Find().Where(finding => finding.Severity == SwarmHealthSeverity.Advice).Select(finding => $"{finding.Severity} {finding.Check}"));

    [Fact]
    public void A_pipeline_reads_failures_for_what_matters()
    {
        XElement suite = XDocument.Parse(JUnitReport.Write("tcp://m1", new SwarmHealth(s_well with { Nodes = [A.Manager("m1")], Secrets = [A.Secret("a\u0001<b>")] }).Find())).Root!.Element("testsuite")!;
        Assert.Equal(("2", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
        Assert.Equal("UnusedSecret of a?<b>", suite.Elements("testcase").Last().Attribute("name")!.Value);
        Assert.Equal("0", XDocument.Parse(JUnitReport.Write("x", [])).Root!.Element("testsuite")!.Attribute("failures")!.Value);
    }

    private static string Found(SwarmSnapshot seen) => string.Join('|', new SwarmHealth(seen).Find().Select(finding => $"{finding.Severity} {finding.Check}: {finding.Evidence}"));

    private static SwarmService Service(int running, int desired, SwarmUpdateState update = SwarmUpdateState.None) => new()
    {
        Id = "web-id",
        Name = "web",
        Mode = SwarmServiceMode.Replicated,
        Replicas = desired,
        RunningTasks = running,
        DesiredTasks = desired,
        UpdateState = update,
        UpdateMessage = update == SwarmUpdateState.None ? "" : "stopped.",
        RawJson = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["Spec"] = JsonNode.Parse("""{"TaskTemplate":{"ContainerSpec":{"Healthcheck":{"Test":["CMD","x"]}},"Resources":{"Limits":{"MemoryBytes":1}}}}"""),
        }.ToJsonString()),
    };
}
