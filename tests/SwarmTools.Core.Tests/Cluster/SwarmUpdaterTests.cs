using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Cluster;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests.Cluster;

public class SwarmUpdaterTests
{
    private readonly FakeSwarm _swarm = new()
    {
        Spec = (JsonObject)JsonNode.Parse("""{"Name":"default","Labels":{"a":"1"},"Orchestration":{"TaskHistoryRetentionLimit":5},"CAConfig":{"NodeCertExpiry":7776000000000000},"Invented":{"deep":[1.50]}}""")!,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SwarmUpdater Updater => new(_swarm, _swarm, _swarm.Clock);

    [Fact]
    public async Task What_is_not_named_stays()
    {
        await Updater.ChangeAsync(new() { TaskHistoryLimit = 2, CertificateExpiry = TimeSpan.FromHours(2), Labels = new() { Added = new Dictionary<string, string> { ["b"] = "2" } } }, Stop);
        Assert.Equal(
            """{"Name":"default","Labels":{"a":"1","b":"2"},"Orchestration":{"TaskHistoryRetentionLimit":2},"CAConfig":{"NodeCertExpiry":7200000000000},"Invented":{"deep":[1.50]}}""",
            _swarm.Spec.ToJsonString());
    }

    [Fact]
    public async Task Nothing_is_sent_where_all_is_as_wished()
    {
        (_, bool isChanged) = await Updater.ChangeAsync(new() { TaskHistoryLimit = 5, CertificateExpiry = TimeSpan.FromDays(90), Labels = new() { Removed = ["none"] } }, Stop);
        Assert.False(isChanged);
        Assert.Equal(["swarm"], _swarm.Requests);
    }

    [Fact]
    public async Task Where_somebody_else_was_faster_the_change_is_made_on_what_they_wrote()
    {
        _swarm.BeforeUpdate = () =>
        {
            _swarm.BeforeUpdate = () => { };
            _swarm.Spec = (JsonObject)JsonNode.Parse("""{"Name":"default","Dispatcher":{"HeartbeatPeriod":9}}""")!;
        };
        await Updater.ChangeAsync(new() { AutoLock = true }, Stop);
        Assert.Equal("""{"Name":"default","Dispatcher":{"HeartbeatPeriod":9},"EncryptionConfig":{"AutoLockManagers":true}}""", _swarm.Spec.ToJsonString());
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_looked_up()
    {
        int sent = 0;
        _swarm.AfterUpdate = () => throw new SwarmException(ErrorId.EngineUnreachable, $"gone {++sent}");
        (_, bool isChanged) = await Updater.ChangeAsync(new() { TaskHistoryLimit = 1 }, Stop);
        Assert.Equal((true, 1), (isChanged, sent));
    }

    // Twice is another root certificate than once.
    [Fact]
    public async Task A_root_certificate_is_replaced_once_also_where_the_answer_was_lost()
    {
        _swarm.AfterUpdate = () => throw new SwarmException(ErrorId.EngineUnreachable, "gone");
        Assert.True((await Updater.ChangeAsync(new() { RotatesRoot = true, RootCertificate = "c", RootKey = "k" }, Stop)).IsChanged);
        Assert.Single(_swarm.Requests, request => request.StartsWith("update swarm", StringComparison.Ordinal));
        Assert.Equal(("c", "k", 1L), ((string?)_swarm.Spec["CAConfig"]!["SigningCACert"], (string?)_swarm.Spec["CAConfig"]!["SigningCAKey"], (long?)_swarm.Spec["CAConfig"]!["ForceRotate"]));
    }

    [Fact]
    public async Task Tokens_are_replaced_and_the_settings_stay()
    {
        string before = _swarm.Spec.ToJsonString();
        await Updater.RotateAsync(SwarmRotation.WorkerToken | SwarmRotation.ManagerToken, Stop);
        Assert.Equal((SwarmRotation.WorkerToken | SwarmRotation.ManagerToken, before), (_swarm.Rotated, _swarm.Spec.ToJsonString()));
    }
}
