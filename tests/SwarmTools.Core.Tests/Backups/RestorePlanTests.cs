using System;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Backups;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Backups;

/// <summary>What is to be done so that a swarm has what a backup has.</summary>
public sealed class RestorePlanTests : BackupTests
{
    private static readonly SwarmNode s_same = A.Node("n1", SwarmNodeRole.Manager, SwarmNodeAvailability.Active, SwarmReachability.Reachable, SwarmNodeState.Ready, 1, SwarmTools.Empty.Labels);

    [Fact]
    public void An_empty_swarm_gets_all_in_the_order_of_what_needs_what()
    {
        Assert.Equal(
            """
            Update settings default (other settings)
            Update node n1 (Labels.disk)
            Create network net (not there)
            Create config conf (not there)
            Create secret key (not there)
            Create service web (not there)
            Create config swarmtools-revision-1 (revision 1 of the service 'web')
            """.ReplaceLineEndings("\n"),
            Plan(Empty(null, null, s_same), Made(Revision())).ToString());
    }

    [Fact]
    public void What_is_left_out_is_not_in_the_plan() => Assert.Equal(
        "Create network net (not there)\nCreate config conf (not there)\nCreate secret key (not there)\nCreate service web (not there)",
        new RestorePlanner(Read(Made(Revision())), Empty(), BackupParts.Settings | BackupParts.Nodes | BackupParts.History).Plan().ToString());

    [Fact]
    public void Settings_are_put_over_those_that_are_there_and_others_stay()
    {
        RestoreStep settings = Plan(Empty()).Before[0];

        JsonObject spec = settings.Settings!.AppliedTo(Empty().Swarm);

        Assert.Equal("""{"Name":"default","Labels":{"mine":"1","team":"a"},"Raft":{"SnapshotInterval":5,"Other":1},"CAConfig":{"NodeCertExpiry":9}}""", spec.ToJsonString());
        Assert.Equal(["CAConfig.NodeCertExpiry", "Labels.team", "Raft.SnapshotInterval"], settings.Step.Change.Differences.Select(difference => difference.Path));
    }

    [Fact]
    public void What_is_there_and_equal_is_kept() => Assert.All(
        Plan(Seen(Revision())).Steps.Where(step => !step.IsOf(SwarmStackObjectType.Settings)), step => Assert.Equal(SwarmStackAction.Keep, step.Change.Action));

    [Fact]
    public void All_that_differs_is_told_at_once_and_nothing_is_planned()
    {
        SeenSwarm seen = Seen();
        ObservedStack other = new()
        {
            Services = [Service(Web.Replace("\"Replicas\":2", "\"Replicas\":3", StringComparison.Ordinal))],
            Networks = [new() { Name = "net", Id = "net-swarm-id", Scope = "swarm", Driver = "overlay", Attachable = true, Subnets = ["10.0.7.0/24"] }],
            Secrets = [new() { Name = "key", Id = "key-id", Labels = Pairs("l", "2") }],
            Configs = [new() { Name = "conf", Id = "conf-id", Data = [1], TemplateDriver = "golang" }],
        };

        SwarmException refused = Assert.Throws<SwarmException>(() => Plan(seen with { Observed = other }));

        Assert.Equal("BackupConflict", refused.ErrorId);
        Assert.Contains(
            "the network 'net' has another 'attachable'; the config 'conf' has another data; the secret 'key' has another set of labels; the service 'web' is another one (Mode.Replicated.Replicas). Nothing was changed.",
            refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_has_another_value_than_the_given_one_is_refused() =>
        Assert.Contains("the secret 'key' has another value", Assert.Throws<SwarmException>(() => Plan(Seen() with { OtherValues = ["key"] })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_network_keeps_its_subnet_where_that_is_free() =>
        Assert.Equal("10.0.7.0/24", Plan(Empty()).Objects.Steps[0].Network!.Pools.Single().Subnet);

    [Fact]
    public void A_subnet_that_the_swarm_may_have_chosen_is_another_one_where_it_is_taken()
    {
        SeenSwarm target = Empty(new() { Networks = [Network("theirs", "10.0.0.0/16")] });

        RestorePlan plan = Plan(target);

        Assert.Empty(plan.Objects.Steps[0].Network!.Pools);
        Assert.Contains("The network 'net' gets another subnet than 10.0.7.0/24, which the network 'theirs' of this swarm has.", plan.Warnings);

        // And then it is kept as it is.
        Assert.True(Plan(target with { Observed = new() { Networks = [Network("theirs", "10.0.0.0/16"), Network("net", "10.1.0.0/24")] } }).Objects.Steps[0].IsKept);
    }

    [Fact]
    public void A_subnet_that_somebody_asked_for_is_refused_where_it_is_taken()
    {
        SeenSwarm asked = Seen() with { Observed = Seen().Observed with { Networks = [Network("net", "172.30.0.0/16")] } };

        SwarmException refused = Assert.Throws<SwarmException>(() => Plan(Empty(new() { Networks = [Network("theirs", "172.30.4.0/24")] }), new BackupMaker(asked).Make(A.Noon)));

        Assert.Contains("the network 'net' needs the subnet 172.30.0.0/16, which the network 'theirs' has", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_routing_mesh_stays_and_is_made_only_where_there_is_none()
    {
        static SwarmNetwork Mesh(string name, string subnet) => new() { Name = name, Id = name, Scope = "swarm", Driver = "overlay", Ingress = true, Subnets = [subnet], RawJson = Network(name, subnet).RawJson };
        SeenSwarm seen = Seen();
        Backup backup = new BackupMaker(seen with { Observed = seen.Observed with { Networks = [.. seen.Observed.Networks, Mesh("ingress", "172.31.0.0/16")] } }).Make(A.Noon);

        RestorePlan plan = Plan(Empty(new() { Networks = [Mesh("other", "10.0.0.0/24")] }), backup);

        Assert.Contains("Keep network other", plan.ToString(), StringComparison.Ordinal);
        Assert.Contains("The routing mesh 'other' of this swarm has another subnet", Assert.Single(plan.Warnings, warning => warning.Contains("mesh", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("Create network ingress (not there)", Plan(Empty(), backup).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_id_of_a_node_in_a_constraint_becomes_that_of_the_node_of_its_name()
    {
        SwarmNode moved = new() { Id = "other-id", Name = "n1", Availability = SwarmNodeAvailability.Active, RawJson = "{}"u8.ToArray() };

        RestorePlan plan = Plan(Empty(null, null, moved));

        Assert.Equal("node.id == other-id", (string?)Constraint(plan));
        Assert.DoesNotContain(plan.Warnings, warning => warning.Contains("constraint", StringComparison.Ordinal));
    }

    [Fact]
    public void A_constraint_for_a_node_that_is_not_there_stays_and_is_told()
    {
        RestorePlan plan = Plan(Empty());

        Assert.Equal("node.id == n1", (string?)Constraint(plan));
        Assert.Contains("The service 'web' has the constraint node.id == n1 (the node 'n1'), and this swarm has no such node. It stays as it is.", plan.Warnings);
        Assert.Contains("No node has the name 'n1': its labels (disk=ssd) are put on none. Set-SwarmNode does it.", plan.Warnings);
    }

    [Fact]
    public void What_an_older_engine_would_drop_is_told_and_not_sent()
    {
        RestorePlan plan = Plan(Empty(api: new(1, 41)));

        Assert.Contains("The service 'web' loses TaskTemplate.ContainerSpec.OomScoreAdj (API 1.46): this engine has API 1.41, and would drop it.", plan.Warnings);
        Assert.Null(plan.Objects.Steps.Single(step => step.Spec is not null).Spec!["TaskTemplate"]!["ContainerSpec"]!["OomScoreAdj"]);

        // What was restored without it is as the backup needs it.
        JsonObject without = (JsonObject)JsonNode.Parse(Web)!;
        ((JsonObject)without["Spec"]!["TaskTemplate"]!["ContainerSpec"]!).Remove("OomScoreAdj");
        SeenSwarm again = Seen() with { Api = new(1, 41), Observed = Seen().Observed with { Services = [A.Service(without)] } };
        Assert.Contains("Keep service web", Plan(again).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_mount_that_an_engine_refuses_is_refused_before_anything_is_made()
    {
        JsonObject web = (JsonObject)JsonNode.Parse(Web)!;
        web["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Mounts"] = JsonNode.Parse("""[{"Type":"image","Source":"app","Target":"/a"}]""");
        Backup backup = new BackupMaker(Seen() with { Observed = Seen().Observed with { Services = [A.Service(web)] } }).Make(A.Noon);

        Assert.Equal("EngineTooOld", Assert.Throws<SwarmException>(() => Plan(Empty(api: new(1, 45)), backup)).ErrorId);
    }

    [Fact]
    public void What_a_service_names_and_nobody_has_is_told_before_anything_is_made()
    {
        Backup backup = Read(Made()) with { Secrets = [], Networks = [] };

        SwarmException refused = Assert.Throws<SwarmException>(() => new RestorePlanner(backup, Empty(), BackupParts.None).Plan());

        Assert.Equal(("BackupInvalid", true), (refused.ErrorId, refused.Message.Contains("the service 'web' needs the network 'net'", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_port_that_another_service_has_is_told_before_anything_is_made()
    {
        static SwarmService Publishing(string name) => A.Service((JsonObject)JsonNode.Parse(
            """{"ID":"NAME","Version":{"Index":1},"Spec":{"Name":"NAME","EndpointSpec":{"Ports":[{"PublishedPort":80,"TargetPort":80,"Protocol":"tcp"}]}}}""".Replace("NAME", name, StringComparison.Ordinal))!);
        Backup backup = new BackupMaker(Seen() with { Observed = new() { Services = [Publishing("front")] } }).Make(A.Noon);

        SwarmException refused = Assert.Throws<SwarmException>(() => Plan(Empty(new() { Services = [Publishing("theirs")] }), backup));

        Assert.Equal("The service 'front' publishes 80/tcp, which the service 'theirs' has. Nothing was changed.", refused.Message);
    }

    [Fact]
    public void Nodes_stay_active_where_none_would_take_tasks()
    {
        SeenSwarm drained = Seen() with { Nodes = [A.Node("n1", SwarmNodeRole.Manager, SwarmNodeAvailability.Drain, SwarmReachability.Reachable, SwarmNodeState.Ready, 1, SwarmTools.Empty.Labels)] };

        RestorePlan plan = Plan(Empty(null, null, s_same), new BackupMaker(drained).Make(A.Noon));

        Assert.Contains("The availability of nodes is not restored: no node of this swarm would take tasks.", plan.Warnings);
        Assert.Contains("Keep node n1", plan.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_a_new_swarm_can_be_told_and_a_job_that_runs_again_are_told()
    {
        Backup backup = Read(new BackupMaker(Seen() with { Observed = new() { Services = [Service(Web.Replace("Replicated", "ReplicatedJob", StringComparison.Ordinal).Replace("\"Replicas\":2", "\"TotalCompletions\":1", StringComparison.Ordinal))], Networks = Seen().Observed.Networks, Secrets = Seen().Observed.Secrets, Configs = Seen().Observed.Configs } }).Make(A.Noon))
            with { AddressPools = ["10.30.0.0/16"] };

        RestorePlan plan = new RestorePlanner(backup, Empty(), BackupParts.None).Plan();

        Assert.Contains("The address pool of networks was 10.30.0.0/16, and is 10.0.0.0/8 in this swarm. Only Initialize-Swarm can set it.", plan.Warnings);
        Assert.Contains("The job 'web' runs again.", plan.Warnings);
    }

    private static RestorePlan Plan(SeenSwarm target, Backup? backup = null) => new RestorePlanner(Read(backup ?? Made()), target, BackupParts.None).Plan();

    private static JsonNode? Constraint(RestorePlan plan) => plan.Objects.Steps.Single(step => step.Spec is not null).Spec!["TaskTemplate"]!["Placement"]!["Constraints"]![0];
}
