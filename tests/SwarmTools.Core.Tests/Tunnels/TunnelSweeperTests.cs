using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Tunnels;

namespace SwarmTools.Core.Tests.Tunnels;

public class TunnelSweeperTests
{
    private static readonly DateTimeOffset s_old = A.Noon - TimeSpan.FromHours(1);

    [Fact]
    public void What_a_killed_client_left_is_found_and_what_is_in_use_or_young_is_not()
    {
        SwarmSecret[] secrets = [Secret("left", s_old), Secret("used", s_old), Secret("young", A.Noon), new() { Name = "other", CreatedAt = s_old }];
        SwarmService[] services = [Service("used"), Service("left")];
        SwarmTask[] tasks = [A.Task(1, service: "used"), A.Task(1, SwarmTaskState.Failed, service: "left")];

        IReadOnlyList<SwarmObject> found = TunnelSweeper.LeftoversOf(services, tasks, secrets, A.Noon);

        Assert.Equal(["SwarmService left", "SwarmSecret left"], found.Select(item => $"{item.GetType().Name} {item.Name}"));
    }

    [Fact]
    public async Task It_is_removed_before_the_next_tunnel_is_made()
    {
        FakeSwarm swarm = new();
        swarm.Secrets.AddRange([Secret("left", s_old), new() { Id = "keep", Name = "keep" }]);
        await new TunnelSweeper(swarm, swarm.Clock).SweepAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["keep"], swarm.Secrets.Select(secret => secret.Name));
    }

    private static SwarmSecret Secret(string tunnel, DateTimeOffset at) => new() { Id = tunnel, Name = tunnel, CreatedAt = at, Labels = TunnelSpec.LabelsOf(tunnel) };

    private static SwarmService Service(string tunnel) => new() { Id = tunnel + "-id", Name = tunnel, CreatedAt = s_old, Labels = TunnelSpec.LabelsOf(tunnel) };
}
