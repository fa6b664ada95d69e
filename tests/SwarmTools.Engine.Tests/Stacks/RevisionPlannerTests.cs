using System;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.History;
using SwarmTools.Stacks;

namespace SwarmTools.Engine.Tests.Stacks;

/// <summary>From a revision and what a swarm has to a plan, as text.</summary>
public sealed class RevisionPlannerTests
{
    private const string File =
        """
        services:
          web:
            image: web:1
            ports: ["8080:80"]
            secrets: [pw]
            environment: {MODE: a}
            depends_on: {db: {condition: service_healthy}}
          db: {image: "db:1", secrets: [pw]}
        secrets: {pw: {file: /stack/pw.txt}}
        """;

    private readonly PlannedStack _stack = new();

    [Fact]
    public void What_is_as_it_was_is_kept()
    {
        SwarmStackRevision revision = Deployed(File);
        Assert.Equal(
            """
            Keep service shop_db
            Keep service shop_web
            """,
            Back(revision).ToString());
    }

    [Fact]
    public void What_is_other_gets_what_it_had_and_what_came_since_goes_last()
    {
        SwarmStackRevision revision = Deployed(File);
        _stack.Deploy(File.Replace("pw.txt", "other.txt", StringComparison.Ordinal).Replace("MODE: a", "MODE: b", StringComparison.Ordinal).Replace("  db:", "  more: {image: \"more:1\"}\n  db:", StringComparison.Ordinal));
        StackPlan plan = Back(revision);
        Assert.Equal(
            """
            Update service shop_db (Secrets)
            Update service shop_web (Env[MODE], Secrets)
            Remove service shop_more (not in revision 1)
            """,
            plan.ToString());
        Assert.Equal(["TaskTemplate.ContainerSpec.Env[MODE]: b -> a"], plan.Steps[1].Change.Differences.Take(1).Select(difference => difference.ToString()));
    }

    [Fact]
    public void What_is_sent_is_what_was_kept()
    {
        SwarmStackRevision revision = Deployed(File);
        _stack.Change("shop_web", "TaskTemplate.ContainerSpec.Image", "web:2");
        StackStep step = Back(revision).Steps[1];
        Assert.True(step.HasIds);
        Assert.True(JsonNode.DeepEquals(StackRevisionJson.ServicesOf(revision).Single(service => service.Name == "shop_web").Spec, step.Spec));
        Assert.Equal("shop_pw-id", (string?)step.Spec!["TaskTemplate"]!["ContainerSpec"]!["Secrets"]![0]!["SecretID"]);
    }

    [Fact]
    public void What_was_replaced_by_force_is_not_replaced_again()
    {
        SwarmStackRevision revision = Deployed(File);
        _stack.Change("shop_web", "TaskTemplate.ForceUpdate", 3);
        Assert.True(Back(revision).IsEmpty);
        _stack.Change("shop_web", "Labels.more", "1");
        Assert.Equal("Update service shop_web (Labels.more)", Back(revision).Steps[1].Change.ToString());
        Assert.Equal(3, (int?)Back(revision).Steps[1].Spec!["TaskTemplate"]!["ForceUpdate"]);
    }

    [Fact]
    public void What_is_gone_is_made_again_in_the_order_of_its_needs()
    {
        SwarmStackRevision revision = Deployed(File);
        _stack.Observed = _stack.Observed with { Services = [] };
        StackPlan plan = Back(revision);
        Assert.Equal(
            """
            Create service shop_db (not there)
            Create service shop_web (not there)
            """,
            plan.ToString());
        Assert.Equal([new StackDependency("db", StackCondition.Healthy)], plan.Steps[1].Service!.Dependencies);
        Assert.Equal("web:1", plan.Steps[1].Service!.Image);
    }

    [Fact]
    public void A_port_that_is_needed_is_freed_before()
    {
        SwarmStackRevision revision = Deployed(File);
        _stack.Observed = _stack.Observed with { Services = [] };
        _stack.Deploy(File.Replace("  web:", "  www:", StringComparison.Ordinal));
        StackPlan plan = Back(revision);
        Assert.Equal(
            """
            Keep service shop_db
            Create service shop_web (not there)
            Remove service shop_www (not in revision 1, and publishes a port that 'shop_web' needs)
            """,
            plan.ToString());
        Assert.Equal(["shop_www"], plan.Steps[1].Before.Select(step => step.Change.Name));
    }

    [Fact]
    public void Another_mode_is_another_service()
    {
        SwarmStackRevision revision = Deployed(File);
        _stack.Deploy(File.Replace("image: web:1", "image: web:1\n    deploy: {mode: global}", StringComparison.Ordinal));
        Assert.Equal("Replace service shop_web (Global cannot become Replicated)", Back(revision).Steps[1].Change.ToString());
    }

    [Theory]
    [InlineData("secret", "the secret 'shop_pw'")]
    [InlineData("network", "the network 'shop_default'")]
    public void What_names_what_is_gone_is_refused(string kind, string named)
    {
        SwarmStackRevision revision = Deployed(File);
        _stack.Observed = kind == "secret" ? _stack.Observed with { Secrets = [] } : _stack.Observed with { Networks = [] };
        SwarmException failure = Assert.Throws<SwarmException>(() => Back(revision));
        Assert.Equal(
            ("RevisionIncomplete", $"The stack 'shop' cannot go back to revision 1: it names {named}, which the swarm has no longer, or has another one of that name. Nothing was changed; see Get-SwarmStackHistory for other revisions."),
            (failure.ErrorId, failure.Message));
    }

    [Fact]
    public void A_service_of_somebody_else_is_left_alone()
    {
        SwarmStackRevision revision = Deployed(File);
        _stack.Change("shop_web", "Labels", new JsonObject());
        Assert.Equal("ServiceExists", Assert.Throws<SwarmException>(() => Back(revision)).ErrorId);
    }

    // As a publish keeps it.
    private SwarmStackRevision Deployed(string yaml)
    {
        StackPlan plan = _stack.Plan(yaml);
        _stack.Deploy(yaml);
        StackRun run = new(plan, _stack.Observed, new(), _ => { });
        StackRevisionDraft draft = StackRecord.Wished(plan, new() { Networks = _stack.Observed.Networks }, run);
        return new() { Revision = 1, StackName = "shop", RawJson = StackRevisionJson.Read(StackRevisionJson.Write(draft))!.Value.Bytes };
    }

    private StackPlan Back(SwarmStackRevision revision) => new RevisionPlanner(revision, _stack.Observed).Plan();
}
