using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Specs;

/// <summary>Edits that do more than write one value.</summary>
public class SpecEditTests
{
    private const string Container = "TaskTemplate.ContainerSpec.";

    [Fact]
    public void Empty_text_takes_an_option_away()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [ServiceOptions.User.Set("-User", "a"), ServiceOptions.User.Set("-User", "")]);
        Assert.Null(new SpecPath(Container + "User").Read(spec));
    }

    [Fact]
    public void A_switch_that_is_off_is_no_field_at_all()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [ServiceOptions.ReadOnly.Set("-ReadOnly", value: true), ServiceOptions.ReadOnly.Set("-ReadOnly", value: false)]);
        Assert.Null(new SpecPath(Container + "ReadOnly").Read(spec));
    }

    [Fact]
    public void An_item_with_the_key_of_another_takes_its_place()
    {
        ListOption<string> variables = ServiceOptions.Environment;
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [
            variables.Replace("-Environment", ["A=1", "B=2", "C=3"]), variables.Remove("-RemoveEnvironment", "C"), variables.Put("-AddEnvironment", "A=9"), variables.Put("-AddEnvironment", "D=4")]);
        AssertJson("""["A=9", "B=2", "D=4"]""", new SpecPath(Container + "Env").Read(spec)!);
    }

    [Fact]
    public void Removing_what_is_not_there_changes_nothing()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated);
        string before = spec.ToJsonString();
        foreach (SpecEdit edit in (SpecEdit[])[
            ServiceOptions.Environment.Remove("p", "A"), ServiceOptions.Labels.Remove("p", "a"), ServiceOptions.Sysctls.Remove("p", "a"), ServiceOptions.Mounts.Remove("p", "/a"),
            ServiceOptions.Ports.RemoveWhere("p", _ => true), ServiceOptions.Constraints.Remove("p", "node.id==a"), ServiceOptions.Secrets.Remove("p", "a"), CapabilityEdits.Reset("p", ["CAP_KILL"])])
        {
            edit.Apply(spec);
        }

        Assert.Equal(before, spec.ToJsonString());
    }

    [Fact]
    public void A_capability_is_in_one_list_only()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [
            .. CapabilityEdits.Change(["CAP_NET_ADMIN", "CAP_CHOWN"], ["CAP_KILL"]), .. CapabilityEdits.Change(["CAP_KILL"], ["CAP_CHOWN"])]);
        AssertJson("""["CAP_KILL", "CAP_NET_ADMIN"]""", new SpecPath(Container + "CapabilityAdd").Read(spec)!);
        AssertJson("""["CAP_CHOWN"]""", new SpecPath(Container + "CapabilityDrop").Read(spec)!);
        CapabilityEdits.Reset("-RemoveCapability", ["CAP_CHOWN", "CAP_KILL"]).Apply(spec);
        Assert.Null(new SpecPath(Container + "CapabilityDrop").Read(spec));
        Refused.With(ErrorId.OptionInvalid, ["'CAP_KILL'", "-AddCapability", "-DropCapability"], () => CapabilityEdits.Change(["CAP_KILL"], ["CAP_KILL"]).ToList());
    }

    [Fact]
    public void Parts_of_a_health_check_switch_it_on_again()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [
            ServiceOptions.HealthCheck("-NoHealthcheck", new() { Test = ["NONE"] }), ServiceOptions.SwitchHealthCheckOn("-HealthRetries"), ServiceOptions.HealthRetries.Set("-HealthRetries", 2)]);
        AssertJson("""{ "Retries": 2 }""", new SpecPath(Container + "Healthcheck").Read(spec)!);
    }

    [Fact]
    public void Options_of_no_log_driver_are_refused() => Refused.With(
        ErrorId.OptionInvalid, ["-LogOption", "-LogDriver"], () => ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [ServiceOptions.RequireLogDriver("-LogOption")]));

    [Fact]
    public void Networks_of_the_oldest_clients_move_to_the_tasks()
    {
        JsonObject spec = (JsonObject)JsonNode.Parse("""{ "Name": "old", "Networks": [ { "Target": "n1" } ], "TaskTemplate": {} }""")!;
        NetworkSpec.MoveToTasks("-AddNetwork").Apply(spec);
        ServiceOptions.Networks.Put("-AddNetwork", new() { Id = "n2" }).Apply(spec);
        AssertJson("""{ "Name": "old", "TaskTemplate": { "Networks": [ { "Target": "n1" }, { "Target": "n2" } ] } }""", spec);
    }

    [Fact]
    public void A_credential_spec_in_a_config_brings_its_reference_and_takes_it_along()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [
            ServiceOptions.Configs.Replace("-Config", [new() { Source = "app", SourceId = "c1" }]),
            .. CredentialEdits.Set(new() { Config = new() { Source = "gmsa", SourceId = "c2", IsForRuntime = true } })]);
        AssertJson("""{ "CredentialSpec": { "Config": "c2" } }""", new SpecPath(Container + "Privileges").Read(spec)!);
        AssertJson("""{ "Runtime": {}, "ConfigID": "c2", "ConfigName": "gmsa" }""", new SpecPath(Container + "Configs").Read(spec)![1]!);

        ServiceOptions.Configs.Replace("-Config", []).Apply(spec);
        Assert.Single(new SpecPath(Container + "Configs").Read(spec)!.AsArray());
        foreach (SpecEdit edit in CredentialEdits.Set(CredentialSpec.Parse("file://web.json", _ => [])))
        {
            edit.Apply(spec);
        }

        AssertJson("""{ "CredentialSpec": { "File": "web.json" } }""", new SpecPath(Container + "Privileges").Read(spec)!);
        Assert.Empty(new SpecPath(Container + "Configs").Read(spec)!.AsArray());
    }

    [Fact]
    public void Replicas_follow_the_mode()
    {
        AssertJson("""{ "Replicas": 0 }""", Mode(SwarmServiceMode.Replicated, ReplicaEdits.Set("-Replicas", 0)));
        AssertJson("""{ "TotalCompletions": 5, "MaxConcurrent": 2 }""", Mode(SwarmServiceMode.ReplicatedJob, ReplicaEdits.Set("-Replicas", 5), ReplicaEdits.MaxConcurrent("-MaxConcurrent", 2)));
        AssertJson("""{ "Replicas": 4 }""", Mode(SwarmServiceMode.Replicated, ReplicaEdits.Add("-Add", 3)));
        AssertJson("""{ "Replicas": 5 }""", Mode(SwarmServiceMode.Replicated, ReplicaEdits.Set("-Replicas", 9), ReplicaEdits.Scale("-Percent", 50)));
        Refused.With(ErrorId.OptionInvalid, ["-Replicas", "global service 'web'"], () => Mode(SwarmServiceMode.Global, ReplicaEdits.Set("-Replicas", 2)));
        Refused.With(ErrorId.OptionInvalid, ["-MaxConcurrent", "'web'"], () => Mode(SwarmServiceMode.Replicated, ReplicaEdits.MaxConcurrent("-MaxConcurrent", 2)));
        Refused.With(ErrorId.OptionInvalid, ["-Add -2", "'web' has 1 tasks"], () => Mode(SwarmServiceMode.Replicated, ReplicaEdits.Add("-Add", -2)));
    }

    [Fact]
    public void Stopping_remembers_and_starting_recalls()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [ReplicaEdits.Set("-Replicas", 4)]);
        string before = spec.ToJsonString();
        StopEdits.Stop("-Name").Apply(spec);
        StopEdits.Stop("-Name").Apply(spec);
        AssertJson("""{ "swarmtools.stopped.replicas": "4" }""", spec["Labels"]!);
        AssertJson("""{ "Replicated": { "Replicas": 0 } }""", spec["Mode"]!);
        StopEdits.Start("-Name").Apply(spec);
        StopEdits.Start("-Name").Apply(spec);
        Assert.Equal(before, spec.ToJsonString());
    }

    [Fact]
    public void A_global_service_stops_by_a_constraint_that_no_node_meets()
    {
        JsonObject spec = ServiceTemplate.Make("agent", SwarmServiceMode.Global);
        StopEdits.Stop("-Name").Apply(spec);
        AssertJson("""["node.id==stopped-by-swarmtools"]""", spec["TaskTemplate"]!["Placement"]!["Constraints"]!);
        StopEdits.Start("-Name").Apply(spec);
        Assert.Empty(spec["TaskTemplate"]!["Placement"]!["Constraints"]!.AsArray());
    }

    [Fact]
    public void What_cannot_be_stopped_or_started_is_refused()
    {
        Refused.With(ErrorId.OptionInvalid, ["'web'", "ReplicatedJob"], () => StopEdits.Stop("-Name").Apply(ServiceTemplate.Make("web", SwarmServiceMode.ReplicatedJob)));
        Refused.With(
            ErrorId.OptionInvalid, ["'web'", "Resize-SwarmService"], () => StopEdits.Start("-Name").Apply(ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [ReplicaEdits.Set("-Replicas", 0)])));
    }

    [Fact]
    public void A_number_that_somebody_chose_takes_the_place_of_the_remembered_one()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [ReplicaEdits.Set("-Replicas", 5), StopEdits.Stop("-Name"), ReplicaEdits.Set("-Replicas", 2)]);
        AssertJson("{}", spec["Labels"]!);
    }

    [Fact]
    public void A_network_that_is_joined_already_keeps_its_aliases()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [
            ServiceOptions.Networks.Replace("-Network", [new() { Id = "n1", Aliases = ["db"] }]), ServiceOptions.Networks.Put("-AddNetwork", new() { Id = "n1" })]);
        AssertJson("""[{ "Target": "n1", "Aliases": ["db"] }]""", spec["TaskTemplate"]!["Networks"]!);
        ServiceOptions.Networks.Put("-AddNetwork", new() { Id = "n1", Aliases = ["api"] }).Apply(spec);
        AssertJson("""[{ "Target": "n1", "Aliases": ["api"] }]""", spec["TaskTemplate"]!["Networks"]!);
    }

    [Theory]
    [InlineData("80", "")]
    [InlineData("8080:80", "80:80 host")]
    [InlineData("target=80,mode=host", "8080:80 ingress")]
    [InlineData("target=80,mode=ingress", "80:80 host")]
    [InlineData("81", "80:80 host,8080:80 ingress")]
    public void A_port_is_removed_by_what_was_said_of_it(string meant, string left)
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [
            ServiceOptions.Ports.Replace("-Publish", [.. PortSyntax.Parse("published=80,target=80,mode=host"), .. PortSyntax.Parse("8080:80")]),
            ServiceOptions.Ports.RemoveWhere("-RemovePublish", PortSpec.Meaning(PortSyntax.ParseForRemoval(meant)[0]))]);
        Assert.Equal(left, string.Join(",", spec["EndpointSpec"]!["Ports"]!.AsArray().Select(port => $"{port!["PublishedPort"]}:{port["TargetPort"]} {port["PublishMode"]}")));
    }

    [Fact]
    public void A_port_without_a_published_one_stands_beside_that_of_the_other_mode()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [
            ServiceOptions.Ports.Put("-AddPublish", PortSyntax.Parse("80")[0]), ServiceOptions.Ports.Put("-AddPublish", PortSyntax.Parse("target=80,mode=host")[0])]);
        Assert.Equal(2, spec["EndpointSpec"]!["Ports"]!.AsArray().Count);
    }

    [Fact]
    public void A_constraint_that_is_there_in_other_words_is_not_added_again()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [
            ServiceOptions.Constraints.Replace("-Constraint", ["node.role == manager"]), ServiceOptions.Constraints.Put("-AddConstraint", "node.role==manager")]);
        AssertJson("""["node.role == manager"]""", spec["TaskTemplate"]!["Placement"]!["Constraints"]!);
    }

    [Fact]
    public void Nothing_in_the_place_of_nothing_is_no_change()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated);
        string before = spec.ToJsonString();
        ServiceOptions.LogOptions.Replace("-LogOption", Empty.Labels).Apply(spec);
        ServiceOptions.Environment.Replace("-Environment", []).Apply(spec);
        Assert.Equal(before, spec.ToJsonString());
    }

    [Fact]
    public void An_empty_credential_spec_takes_it_away_with_its_reference()
    {
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [
            .. CredentialEdits.Set(new() { Config = new() { Source = "gmsa", SourceId = "c2", IsForRuntime = true } }), .. CredentialEdits.Set(CredentialSpec.Parse("", _ => []))]);
        AssertJson("{}", new SpecPath(Container + "Privileges").Read(spec)!);
        Assert.Empty(new SpecPath(Container + "Configs").Read(spec)!.AsArray());
    }

    [Fact]
    public void A_duration_that_no_engine_can_hold_is_refused_with_its_parameter() =>
        Refused.With(ErrorId.OptionInvalid, ["-UpdateMonitor", "292 years"], () => ServiceOptions.Update.Monitor.Set("-UpdateMonitor", System.TimeSpan.MaxValue));

    [Fact]
    public void What_only_counts_for_replicas_is_refused_for_global_services() =>
        Refused.With(ErrorId.OptionInvalid, ["-MaxReplicasPerNode", "'web'"], () => Mode(SwarmServiceMode.Global, ReplicaEdits.RequireReplicated("-MaxReplicasPerNode")));

    private static JsonNode Mode(SwarmServiceMode mode, params SpecEdit[] edits) => ServiceTemplate.Make("web", mode, edits)["Mode"]![mode.ToString()]!;

    private static void AssertJson(string expected, JsonNode actual) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), actual.ToJsonString());
}
