using SwarmTools.Text;

namespace SwarmTools.Core.Tests.Text;

public class EnumTextTests
{
    [Theory]
    [InlineData("replicated", SwarmServiceMode.Replicated)]
    [InlineData("replicated-job", SwarmServiceMode.ReplicatedJob)]
    [InlineData("replicated_job", SwarmServiceMode.ReplicatedJob)]
    [InlineData("ReplicatedJob", SwarmServiceMode.ReplicatedJob)]
    [InlineData("GLOBAL", SwarmServiceMode.Global)]
    [InlineData("", SwarmServiceMode.Unknown)]
    [InlineData("1", SwarmServiceMode.Unknown)]
    [InlineData("moon", SwarmServiceMode.Unknown)]
    public void The_engines_word_is_read(string text, SwarmServiceMode expected) => Assert.Equal(expected, EnumText.Parse<SwarmServiceMode>(text));

    [Theory]
    [InlineData("rollback_started", SwarmUpdateState.RollbackStarted)]
    [InlineData("rollback_paused", SwarmUpdateState.RollbackPaused)]
    [InlineData("rollback_completed", SwarmUpdateState.RollbackCompleted)]
    [InlineData("updating", SwarmUpdateState.Updating)]
    public void States_of_updates_are_read(string text, SwarmUpdateState expected) => Assert.Equal(expected, EnumText.Parse<SwarmUpdateState>(text));

    [Fact]
    public void Words_are_written_as_the_engine_wants_them()
    {
        Assert.Equal("start-first", EnumText.Write(SwarmUpdateOrder.StartFirst, '-'));
        Assert.Equal("rollback_started", EnumText.Write(SwarmUpdateState.RollbackStarted, '_'));
        Assert.Equal("dnsrr", EnumText.Write(SwarmEndpointMode.Dnsrr, '-'));
        Assert.Equal("npipe", EnumText.Write(SwarmMountType.Npipe, '-'));
    }
}
