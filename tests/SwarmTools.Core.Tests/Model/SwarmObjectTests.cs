using System.Collections.Generic;
using System.Text;
using SwarmTools.Connections;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests.Model;

public class SwarmObjectTests
{
    [Fact]
    public void Objects_show_their_names()
    {
        Assert.Equal("web", A.Service("web").ToString());
        Assert.Equal("web.1", A.Task(1).ToString());
        Assert.Equal("Worker join token", new SwarmJoinToken { Role = SwarmNodeRole.Worker }.ToString());
        Assert.Equal("web: TimedOut", new SwarmRolloutResult { ServiceName = "web", Outcome = SwarmRolloutOutcome.TimedOut }.ToString());
    }

    [Fact]
    public void The_engines_own_JSON_is_kept_as_it_came() =>
        Assert.Equal("""{ "a" : 1.0 }""", new SwarmSecret { RawJson = Encoding.UTF8.GetBytes("""{ "a" : 1.0 }""") }.ToJson());

    [Fact]
    public void The_stack_is_read_from_its_label()
    {
        Dictionary<string, string> labels = new() { ["com.docker.stack.namespace"] = "shop" };
        Assert.Equal(("shop", "shop"), (new SwarmService { Labels = labels }.StackName, new SwarmNetwork { Labels = labels }.StackName));
        Assert.Equal("", A.Service("web").StackName);
    }

    [Fact]
    public void A_config_is_text_where_it_is_asked_for()
    {
        SwarmConfig config = new() { Data = Encoding.UTF8.GetBytes("gr\u00fcn") };
        Assert.Equal((5, "gr\u00fcn"), (config.Size, config.GetText()));
    }

    [Theory]
    [InlineData(true, true, SwarmNodeRole.Manager)]
    [InlineData(true, false, SwarmNodeRole.Worker)]
    [InlineData(false, false, SwarmNodeRole.Unknown)]
    public void A_connection_learns_what_answered_and_stays_the_same_otherwise(bool inSwarm, bool manager, SwarmNodeRole role)
    {
        SwarmConnection old = new() { Name = "prod", Source = SwarmConnectionSource.Explicit, ContextName = "prod" };
        EngineDescription info = new()
        {
            EngineVersion = "28", HostName = "h", SwarmId = "s", NodeId = "n", IsManager = manager, SwarmState = inSwarm ? SwarmLocalState.Active : SwarmLocalState.NotInSwarm,
        };
        SwarmConnection learned = old.With(new EnginePing { ApiVersion = new(1, 51) }).With(info).With(isDefault: true);
        Assert.Equal(("prod", "prod", SwarmConnectionSource.Explicit), (learned.Name, learned.ContextName, learned.Source));
        Assert.Equal(("28", "h", "s", "n", role, new System.Version(1, 51), true),
            (learned.EngineVersion, learned.HostName, learned.SwarmId, learned.NodeId, learned.Role, learned.ApiVersion, learned.IsDefault));
        Assert.Equal(("", null, false), (old.EngineVersion, old.ApiVersion, old.IsDefault));
    }

    [Fact]
    public void A_result_with_another_message_is_otherwise_the_same()
    {
        SwarmRolloutResult old = new()
        {
            ServiceId = "i", ServiceName = "web", Outcome = SwarmRolloutOutcome.Paused, Running = 1, Desired = 2, Unreachable = 3, Message = "old",
            StartedAt = A.Noon, Duration = System.TimeSpan.FromSeconds(9), FailedTasks = [A.Task(1)], Connection = new(),
        };
        SwarmRolloutResult changed = old.With("new");
        Assert.Equal("new", changed.Message);
        Assert.Equivalent(old.With("old"), old, strict: true);
        Assert.Same(old.Connection, changed.Connection);
    }
}
