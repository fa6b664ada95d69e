using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Stacks;

public class StackVolumeRemoverTests
{
    private readonly FakeSwarm _swarm = new();
    private readonly List<StackRemoval> _told = [];

    [Fact]
    public async Task One_whose_container_goes_in_time_is_removed()
    {
        SwarmVolume volume = Volume("data", inUse: true);
        _swarm.Clock.At(TimeSpan.FromSeconds(3), () => volume.InUse = false);
        await RunAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(_swarm.Volumes);
        Assert.Equal(("volume", "data", null), (_told[0].Noun, _told[0].Name, _told[0].Failure));
    }

    [Fact]
    public async Task One_that_is_held_too_long_stays_and_does_not_keep_the_others()
    {
        Volume("data", inUse: true);
        Volume("free", inUse: false);
        await RunAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(["data"], _swarm.Volumes.Select(volume => volume.Name));
        Assert.Equal(["data VolumeInUse", "free "], _told.Select(removal => $"{removal.Name} {removal.Failure?.ErrorId}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_that_is_gone_already_is_as_good()
    {
        Volume("data", inUse: false);
        SwarmVolume[] seen = [.. _swarm.Volumes];
        _swarm.Volumes.Clear();
        await new StackVolumeRemover(_swarm, _swarm.Clock).RunAsync(seen, TimeSpan.Zero, _told.Add, TestContext.Current.CancellationToken);
        Assert.Null(_told.Single().Failure);
    }

    private Task RunAsync(TimeSpan timeout) => new StackVolumeRemover(_swarm, _swarm.Clock).RunAsync([.. _swarm.Volumes], timeout, _told.Add, TestContext.Current.CancellationToken);

    private SwarmVolume Volume(string name, bool inUse)
    {
        SwarmVolume volume = new() { Id = name, Name = name, InUse = inUse };
        _swarm.Volumes.Add(volume);
        return volume;
    }
}
