using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Stacks;

namespace SwarmTools.Engine.Tests.Stacks;

/// <summary>From a file and what a swarm has to a plan, as text.</summary>
public sealed class StackPlannerTests
{
    private const string File =
        """
        services:
          web:
            image: web:1
            ports: ["8080:80"]
            secrets: [pw]
            configs: [motd]
            environment: {MODE: a}
            depends_on: [db]
          db: {image: "db:1", secrets: [pw]}
        secrets: {pw: {file: /stack/pw.txt}}
        configs: {motd: {content: hello}}
        """;

    private readonly PlannedStack _stack = new();

    [Fact]
    public void A_new_stack_is_made_in_the_order_of_its_needs()
    {
        Assert.Equal(
            """
            Create network shop_default (not there)
            Create config shop_motd (not there)
            Create secret shop_pw (not there)
            Create service shop_db (not there)
            Create service shop_web (not there)
            """,
            _stack.Plan(File).ToString());
    }

    [Fact]
    public void What_is_as_wished_is_kept()
    {
        _stack.Deploy(File);
        Assert.Equal(
            """
            Keep network shop_default
            Keep config shop_motd
            Keep secret shop_pw
            Keep service shop_db
            Keep service shop_web
            """,
            _stack.Plan(File).ToString());
    }

    [Theory]
    [InlineData("image: web:1", "image: web:2", "Update service shop_web (Labels.com.docker.stack.image, Image)")]
    [InlineData("MODE: a", "MODE: b", "Update service shop_web (Env[MODE])")]
    [InlineData("MODE: a", "OTHER: a", "Update service shop_web (Env[MODE], Env[OTHER])")]
    [InlineData("content: hello", "content: bye", "Create config shop_motd-v2 (another content than 'shop_motd')|Update service shop_web (Configs)")]
    [InlineData("pw.txt", "other.txt", "Create secret shop_pw-v2 (another content than 'shop_pw')|Update service shop_db (Secrets)|Update service shop_web (Secrets)")]
    [InlineData("{content: hello}", "{content: hello, labels: {a: b}}", "Update config shop_motd (other labels)")]
    [InlineData("environment: {MODE: a}", "environment: {MODE: a}\n    deploy: {mode: global}", "Replace service shop_web (Replicated cannot become Global)")]
    [InlineData("8080:80", "8081:80", "Update service shop_web (EndpointSpec.Ports)")]
    public void What_differs_is_one_change(string old, string @new, string expected)
    {
        _stack.Deploy(File);
        Assert.Equal(expected, Changes(_stack.Plan(File.Replace(old, @new, StringComparison.Ordinal))));
    }

    [Fact]
    public void What_somebody_changed_by_hand_is_changed_back()
    {
        _stack.Deploy(File);
        _stack.Change("shop_web", "Mode.Replicated.Replicas", 5L);

        StackPlan plan = _stack.Plan(File);

        Assert.Equal("Update service shop_web (Replicas)", Changes(plan));
        Assert.Equal("Mode.Replicated.Replicas: 5 -> 1", Assert.Single(plan.Steps.Single(step => !step.IsKept).Change.Differences).ToString());
        Assert.True(_stack.Plan(File, preservesReplicas: true).IsEmpty);
    }

    [Fact]
    public void What_was_replaced_by_force_is_not_replaced_again()
    {
        _stack.Deploy(File);
        _stack.Change("shop_web", "TaskTemplate.ForceUpdate", 3L);
        Assert.True(_stack.Plan(File).IsEmpty);
    }

    [Fact]
    public void The_older_version_of_a_config_is_taken_again_where_its_content_is_wished_again()
    {
        _stack.Deploy(File);
        _stack.Deploy(File.Replace("hello", "bye", StringComparison.Ordinal));
        Assert.Equal("Update service shop_web (Configs)", Changes(_stack.Plan(File)));
        Assert.Equal(
            "Create config shop_motd-v3 (another content than 'shop_motd-v2')|Update service shop_web (Configs)", Changes(_stack.Plan(File.Replace("hello", "third", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_service_that_the_file_does_not_have_goes_last_and_only_where_that_is_wished()
    {
        _stack.Deploy(File);
        string without = "services: {db: {image: \"db:1\", secrets: [pw]}}\nsecrets: {pw: {file: /stack/pw.txt}}\nconfigs: {motd: {content: hello}}";
        Assert.True(_stack.Plan(without).IsEmpty);
        Assert.Equal("Remove service shop_web (not in the file)", Changes(_stack.Plan(without, prunes: true)));
    }

    [Fact]
    public void Who_has_a_port_that_is_needed_goes_directly_before_and_that_is_downtime()
    {
        _stack.Deploy(File);

        StackPlan plan = _stack.Plan(File.Replace("  web:", "  www:", StringComparison.Ordinal), prunes: true);

        Assert.Equal("Create service shop_www (not there)|Remove service shop_web (not in the file, and publishes a port that 'shop_www' needs)", Changes(plan));
        StackStep removal = Assert.Single(plan.Steps.Single(step => step.Change.Name == "shop_www").Before);
        Assert.Equal(("shop_web", true), (removal.Change.Name, removal.Change.IsDowntime));
    }

    [Theory]
    [InlineData("services: {a: {image: x}, b: {image: x, ports: ['80:80']}}", "b after a")]
    [InlineData("services: {a: {image: x, ports: ['81:80']}, b: {image: x, ports: ['80:80']}}", "b after a")]
    [InlineData("services: {a: {image: x, depends_on: [b]}, b: {image: x, ports: ['80:80']}}", "PortInUse")]
    [InlineData("services: {a: {image: x, ports: ['80:80']}, b: {image: x, ports: ['81:80']}}", "")]
    public void Who_takes_a_port_comes_after_who_gives_it_up_but_in_no_circle(string file, string expected)
    {
        _stack.Deploy("services: {a: {image: x, ports: ['80:80']}}");
        StackPlan plan = _stack.Plan(file);
        Assert.Equal(expected, plan.Refusal?.ErrorId ?? string.Join(' ', plan.Steps.Where(step => step.After.Count > 0).Select(step => $"{step.Service!.Key} after {string.Join(',', step.After.Select(name => name["shop_".Length..]))}")));
    }

    [Theory]
    [InlineData("tcp", true)]
    [InlineData("udp", false)]
    public void A_port_that_a_service_of_others_has_is_told_before_anything_is_done(string protocol, bool isRefused)
    {
        _stack.Put((JsonObject)JsonNode.Parse($$$"""{"Name":"theirs","TaskTemplate":{"ContainerSpec":{"Image":"x"}},"EndpointSpec":{"Ports":[{"Protocol":"{{{protocol}}}","TargetPort":80,"PublishedPort":8080,"PublishMode":"ingress"}]}}""")!);
        SwarmException? refusal = _stack.Plan("services: {web: {image: x, ports: ['8080:80']}}").Refusal;
        Assert.Equal(isRefused ? "PortInUse" : null, refusal?.ErrorId);
        Assert.Contains(isRefused ? "'shop_web' publishes 8080/tcp, which the service 'theirs' has" : "", refusal?.Message ?? "", StringComparison.Ordinal);
    }

    // Update-SwarmSecret made another version: an unchanged file must not bring the old value back.
    [Fact]
    public void What_is_external_is_its_newest_version()
    {
        const string Uses = "services: {a: {image: x, secrets: [db]}}\nsecrets: {db: {external: true}}";
        _stack.Observed = _stack.Observed with { Secrets = [new() { Id = "1", Name = "db" }] };
        _stack.Deploy(Uses);
        Dictionary<string, string> second = new() { ["swarmtools.version.of"] = "db", ["swarmtools.version.number"] = "2" };
        _stack.Observed = _stack.Observed with { Secrets = [new() { Id = "1", Name = "db" }, new() { Id = "2", Name = "db-v2", Labels = second }] };
        Assert.Equal("Update service shop_a (Secrets)", Changes(_stack.Plan(Uses)));
        _stack.Observed = _stack.Observed with { Secrets = [new() { Id = "2", Name = "db-v2", Labels = second }] };
        Assert.Equal("db-v2", (string?)_stack.Plan(Uses).Steps.Single(step => step.Service is not null).Spec!["TaskTemplate"]!["ContainerSpec"]!["Secrets"]![0]!["SecretName"]);
    }

    [Fact]
    public void A_service_that_others_wait_for_comes_before_them()
    {
        const string Chain = "services: {a: {image: x, depends_on: [b]}, b: {image: x, depends_on: [d, c]}, c: {image: x, depends_on: [d]}, d: {image: x}}";
        Assert.Equal(["shop_d", "shop_c", "shop_b", "shop_a"], _stack.Plan(Chain).Steps.Where(step => step.IsOf(SwarmStackObjectType.Service)).Select(step => step.Change.Name));
    }

    [Fact]
    public void A_network_that_is_other_than_wished_stays_and_that_is_said()
    {
        _stack.Deploy("services: {a: {image: x}}");
        StackPlan plan = _stack.Plan("services: {a: {image: x}}\nnetworks: {default: {attachable: true}}");
        Assert.True(plan.IsEmpty);
        Assert.Contains("'shop_default' has another 'attachable'", Assert.Single(plan.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("networks: {default: {external: true, name: nowhere}}", "ExternalNetworkNotFound", "'nowhere'")]
    [InlineData("secrets: {pw: {external: true}}", "SecretNotFound", "'pw'")]
    [InlineData("configs: {c: {external: true, name: other}}", "ConfigNotFound", "'other'")]
    [InlineData("networks: {default: {name: theirs}}", "NetworkExists", "'theirs'")]
    public void What_the_swarm_lacks_or_others_have_is_refused(string section, string id, string word)
    {
        _stack.Observed = _stack.Observed with { Networks = [new() { Id = "1", Name = "theirs", Scope = "swarm" }] };
        SwarmException failure = Assert.Throws<SwarmException>(() => _stack.Plan("services: {a: {image: x}}\n" + section));
        Assert.Equal(id, failure.ErrorId);
        Assert.Contains(word, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_of_others_that_has_the_name_is_refused()
    {
        _stack.Put(new JsonObject { ["Name"] = "shop_a", ["TaskTemplate"] = new JsonObject { ["ContainerSpec"] = new JsonObject { ["Image"] = "x" } } });
        Assert.Equal("ServiceExists", Assert.Throws<SwarmException>(() => _stack.Plan("services: {a: {image: x}}")).ErrorId);
    }

    private static string Changes(StackPlan plan) => string.Join('|', plan.Steps.Where(step => !step.IsKept).Select(step => step.Change));
}
