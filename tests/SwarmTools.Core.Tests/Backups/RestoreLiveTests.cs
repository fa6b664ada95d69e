using System;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Backups;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;

namespace SwarmTools.Core.Tests.Backups;

/// <summary>What a restore leaves as it is in a swarm that lives already.</summary>
public sealed class RestoreLiveTests : BackupTests
{
    private static readonly SwarmNode s_same = A.Node("n1", SwarmNodeRole.Manager, SwarmNodeAvailability.Active, SwarmReachability.Reachable, SwarmNodeState.Ready, 1, SwarmTools.Empty.Labels);

    [Theory]
    [InlineData(true, false, "", true)]
    [InlineData(true, true, "", false)]
    [InlineData(false, true, "EncryptionConfig.AutoLockManagers", false)]
    [InlineData(false, false, "", false)]
    public void A_swarm_that_is_locked_stays_so(bool isLocked, bool wasLocked, string changed, bool isTold)
    {
        static SeenSwarm With(SeenSwarm seen, bool locked)
        {
            JsonObject spec = (JsonObject)JsonNode.Parse(seen.Swarm.RawJson)!;
            spec["EncryptionConfig"] = new JsonObject { ["AutoLockManagers"] = locked };
            return seen with { Swarm = new() { Id = "swarm", Name = "default", Labels = seen.Swarm.Labels, RawJson = Encoding.UTF8.GetBytes(spec.ToJsonString()) } };
        }

        SeenSwarm target = With(Empty(), isLocked);

        RestorePlan plan = Plan(target, new BackupMaker(With(Seen(), wasLocked)).Make(A.Noon));

        Assert.Equal(isLocked || wasLocked, (bool)plan.Before[0].Settings!.AppliedTo(target.Swarm)["EncryptionConfig"]!["AutoLockManagers"]!);
        Assert.Equal(changed, string.Concat(plan.Before[0].Step.Change.Differences.Select(difference => difference.Path).Where(path => path.StartsWith("Encryption", StringComparison.Ordinal))));
        Assert.Equal(isTold, plan.Warnings.Any(warning => warning.StartsWith("The managers of this swarm stay locked", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_availability_of_nodes_stays_where_services_run_and_their_labels_are_put_back()
    {
        SeenSwarm drained = Seen() with
        {
            Nodes =
            [
                A.Node("n1", SwarmNodeRole.Manager, SwarmNodeAvailability.Drain, SwarmReachability.Reachable, SwarmNodeState.Ready, 1, Pairs("disk", "ssd")),
                A.Node("n2", SwarmNodeState.Ready),
            ],
        };
        Backup backup = new BackupMaker(drained).Make(A.Noon);
        SwarmNode[] nodes = [s_same, A.Node("n2", SwarmNodeState.Ready)];

        RestorePlan live = Plan(Empty(new() { Services = [A.Service((JsonObject)JsonNode.Parse("""{"ID":"x","Version":{"Index":1},"Spec":{"Name":"x"}}""")!)] }, null, nodes), backup);
        RestorePlan idle = Plan(Empty(null, null, nodes), backup);

        Assert.Contains("Update node n1 (Labels.disk)", live.ToString(), StringComparison.Ordinal);
        Assert.Null(live.Before.Single(step => step.Node?.Name == "n1").NodeChange!.Availability);
        Assert.Equal(
            "The node 'n1' stays Active, and was Drain in the backup: this swarm has services, whose tasks that would move. Set-SwarmNode changes it.",
            Assert.Single(live.Warnings, warning => warning.Contains("stays", StringComparison.Ordinal)));
        Assert.Contains("Update node n1 (Availability, Labels.disk)", idle.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(idle.Warnings, warning => warning.Contains("stays Active", StringComparison.Ordinal));
    }

    [Fact]
    public void A_revision_whose_config_has_other_data_is_refused_and_one_of_a_service_that_was_made_again_is_kept()
    {
        static SwarmConfig With(byte[] data) => new() { Name = Revision().Name, Id = "r1", Labels = Revision().Labels, Data = data };
        Backup backup = Made(Revision());

        foreach (byte[] other in new byte[][] { [1], RevisionJson.Write(new() { ServiceId = "web-id", ServiceName = "web", Spec = new() { ["Name"] = "web" } }) })
        {
            SwarmException refused = Assert.Throws<SwarmException>(() => Plan(Seen(With(other)), backup));
            Assert.Equal("BackupConflict", refused.ErrorId);
            Assert.Contains("the config 'swarmtools-revision-1' has other data than revision 1 of the service 'web' (-Exclude History leaves revisions as they are).", refused.Message, StringComparison.Ordinal);
        }

        Assert.Contains("Keep config swarmtools-revision-1", Plan(Seen(Revision()), backup).ToString(), StringComparison.Ordinal);
        Assert.Contains("Keep config swarmtools-revision-1", Plan(Seen(Revision("gone-id")), backup).ToString(), StringComparison.Ordinal);
    }

    private static RestorePlan Plan(SeenSwarm target, Backup? backup = null) => new RestorePlanner(Read(backup ?? Made()), target, BackupParts.None).Plan();
}
