using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Services are examined, and their ports tried on every node.</summary>
public sealed class EndpointTests(Labs labs)
{
    private const string Engine = "28.5";

    // On a kernel without IP_VS no mesh carries anything: there none answering is what is true.
    private static readonly bool s_hasMesh = File.Exists("/proc/net/ip_vs");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Engines))]
    public async Task Ports_are_tried_on_every_node_where_they_must_answer(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        (string host, string mesh) = (stage.Name("host"), stage.Name("mesh"));
        const string Options = "-UpdateMonitor 100ms -StopGracePeriod 1s -NoResolveImage";
        await stage.DoAsync(
            $"param($host1, $mesh) $null = New-SwarmService $host1 swarmtools/test:1 -Mode Global -Constraint node.role==worker -Publish 'published=18080,target=80,mode=host', 'published=18081,target=9,mode=host', 'published=18082,target=80,mode=host,protocol=udp' {Options}; "
            + $"$null = New-SwarmService $mesh swarmtools/test:1 -Publish 18090:80 {Options}", host, mesh);

        const string Line = "ForEach-Object { \"$($_.Port) $($_.NodeName) $($_.Outcome) $($_.StatusCode)\".Trim() }";
        Assert.Equal(
            ["18080:80/tcp w1 Answers", "18080:80/tcp w2 Answers", "18081:9/tcp w1 Refused", "18081:9/tcp w2 Refused", "18082:80/udp w1 NotTried", "18082:80/udp w2 NotTried"],
            (await stage.DoAsync($"param($name) Test-SwarmService $name -Endpoint | {Line}", host)).Texts);
        // What is served has no page of that name.
        Assert.Equal(
            ["18080:80/tcp w1 AnswersBadly 404", "18080:80/tcp w2 AnswersBadly 404"],
            (await stage.DoAsync($"param($name) Test-SwarmService $name -Endpoint -HttpPath /none | Where-Object Outcome -eq AnswersBadly | {Line}", host)).Texts);
        Assert.Equal(["False"], (await stage.DoAsync("param($name) Test-SwarmService $name -Endpoint -Quiet", host)).Texts);
        ScriptResult required = await stage.RunAsync("param($name) Test-SwarmService $name -Endpoint -Require", host);
        Assert.Equal(["ServiceNotWell"], required.ErrorIds);
        Assert.Contains("18081:9/tcp on w1 (10.", required.Error.ToString(), StringComparison.Ordinal);

        string[] nodes = [.. (await stage.DoAsync("param($name) Test-SwarmService $name -Endpoint -Timeout 1s | ForEach-Object { \"$($_.NodeName) $($_.Outcome -eq 'Answers')\" }", mesh)).Texts];
        Assert.Equal(new[] { "m1", "m2", "m3", "w1", "w2" }.Select(node => $"{node} {s_hasMesh}"), nodes);
        Assert.Empty((await stage.DoAsync("param($name) Test-SwarmService $name | Where-Object Severity -ne Advice", mesh)).Texts);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Engines))]
    public async Task A_service_that_has_not_converged_is_not_well(string engine)
    {
        await using Stage stage = await labs.ClusterAsync(engine);
        string name = stage.Name("web");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -Replicas 2 -UpdateMonitor 100ms -StopGracePeriod 1s -NoResolveImage", name);
        Assert.Equal(["True"], (await stage.DoAsync("param($name) Test-SwarmService $name -Quiet", name)).Texts);

        await stage.DoAsync("param($name) Set-SwarmService $name -AddConstraint node.labels.none==x -NoWait", name);

        await Stage.UntilAsync(async () => (await stage.DoAsync("param($name) Test-SwarmService $name -Quiet", name)).Texts.Single() == "False", "it is not well");
        await stage.FailAsync("ServiceNotWell", "param($name) Test-SwarmService $name -Require", name);
        await stage.DoAsync("param($name) Test-SwarmService $name -Endpoint", name);
    }

    public static TheoryData<string> Engines() => [.. new EachLabEngine().Select(row => row.Data).Where(engine => engine == Engine)];
}
