using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Testing;

namespace SwarmTools.Integration;

/// <summary>Stacks that are removed and published again, many times.</summary>
public sealed class StackRemovalTests(Labs labs)
{
    private const string File =
        """
        services:
          web:
            image: swarmtools/test:1
            ports: ["18780:80"]
            stop_grace_period: 1s
            deploy: {replicas: 2, update_config: {monitor: 100ms}}
        """;

    /// <summary>All engines in one test, for most of its time it waits; none when an engine is named.</summary>
    public static TheoryData<string> Together => NamedEngine.Address is null ? new(string.Join(' ', EachLabEngine.Names)) : [];

    // The routing mesh has 13 addresses here, of which each round takes three: of any that is lost a later round tells. With docker stack rm
    // a task keeps its address where its network goes before it (moby#37338).
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Together))]
    public Task Thirty_times_with_published_ports_no_address_is_lost_and_the_next_publish_goes_well(string engines) => Task.WhenAll(engines.Split(' ').Select(ThirtyTimesAsync));

    private async Task ThirtyTimesAsync(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Images = [labs.Images] });
        await using Stage stage = Stage.On(lab);
        using TemporaryFolder folder = new();
        folder.Write("stack.yml", File);
        await stage.DoAsync("Remove-SwarmNetwork ingress -Force; $null = New-SwarmNetwork mesh -Ingress -Subnet 10.250.0.0/28 -Gateway 10.250.0.1");

        for (int round = 1; round <= 30; round++)
        {
            await stage.DoAsync("param($file, $name) $null = Publish-SwarmStack $file $name -ResolveImage Never -HistoryLimit 0 -Timeout 60s; Remove-SwarmStack $name", folder.File("stack.yml"), "shop");
        }

        // All addresses that there are can be had again: one for the service, one for the node, and the rest for tasks.
        await stage.DoAsync("$null = New-SwarmService full swarmtools/test:1 -NoResolveImage -Replicas 10 -Publish 18781:80 -UpdateMonitor 100ms -StopGracePeriod 1s -Timeout 60s");
        Assert.Equal("10", (await stage.DoAsync("(Get-SwarmTask full -State Running).Count")).Texts.Single());
    }
}
