using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Specs;
using SwarmTools.Volumes;

namespace SwarmTools.Core.Tests.Volumes;

public class VolumeChangeTests
{
    private readonly FakeSwarm _swarm = new();

    [Fact]
    public async Task A_volume_is_made_once()
    {
        VolumeCreator creator = new(_swarm, new(_swarm, _swarm));
        SwarmVolume made = await creator.CreateAsync(new() { Name = "data" }, TestContext.Current.CancellationToken);
        Assert.Equal(("data", "host1"), (made.Name, made.NodeName));
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => creator.CreateAsync(new() { Name = "data" }, TestContext.Current.CancellationToken));
        Assert.Equal("VolumeExists", failure.ErrorId);
        Assert.Single(_swarm.Requests, request => request == "create volume data");
    }

    [Fact]
    public async Task Of_a_volume_of_a_node_nothing_can_be_changed_and_the_way_round_is_told()
    {
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => SetAsync(new() { Name = "data", NodeName = "w1", RawJson = Encoding.UTF8.GetBytes("{}") }));
        Assert.Equal("OptionInvalid", failure.ErrorId);
        Assert.Contains("Backup-, Remove-, New- and Restore-SwarmVolume", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_swarm.Requests);
    }

    [Fact]
    public async Task One_of_the_cluster_keeps_all_of_its_spec_and_is_sent_only_where_it_differs()
    {
        SwarmVolume volume = new() { Name = "data", RawJson = Encoding.UTF8.GetBytes("""{"ClusterVolume":{"Version":{"Index":7},"Spec":{"Invented":1,"Availability":"active"}}}""") };
        Assert.True(await SetAsync(volume));
        Assert.Equal("""update volume data 7 {"Invented":1,"Availability":"drain"}""", _swarm.Requests.Single());
        Assert.False(await new VolumeUpdater(_swarm).SetAvailabilityAsync(volume, SwarmNodeAvailability.Active, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_spec_of_one_of_the_cluster_is_what_docker_sends() => Assert.Equal(
        """{"AccessMode":{"Scope":"multi","Sharing":"readonly","MountVolume":{}},"Availability":"pause","Group":"g","Secrets":[{"Key":"k","Secret":"s"}],"CapacityRange":{"RequiredBytes":5,"LimitBytes":0}}""",
        new ClusterVolume { Scope = "multi", Sharing = "readonly", Availability = SwarmNodeAvailability.Pause, Group = "g", RequiredBytes = 5, Secrets = new System.Collections.Generic.Dictionary<string, string> { ["k"] = "s" } }.ToJson().ToJsonString());

    private Task<bool> SetAsync(SwarmVolume volume) => new VolumeUpdater(_swarm).SetAvailabilityAsync(volume, SwarmNodeAvailability.Drain, TestContext.Current.CancellationToken);
}
