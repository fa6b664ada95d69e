using System;
using System.Text.Json.Nodes;
using SwarmTools.Rollouts;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Rollouts;

/// <summary>The specs that are sent one after another, by what they say of replacing tasks.</summary>
public class RollingSpecsTests
{
    private const string Held = """{"Parallelism":2,"Delay":315360000000000000,"FailureAction":"pause","Monitor":7,"MaxFailureRatio":0,"Order":"start-first"}""";

    private static JsonObject Target => Spec("""{ "Name": "web", "UpdateConfig": { "Parallelism": 3, "Delay": 5, "FailureAction": "rollback", "Monitor": 7, "MaxFailureRatio": 0.10, "Order": "start-first" } }""");

    private static JsonObject Bare => Spec("""{ "Name": "web" }""");

    [Fact]
    public void The_first_step_replaces_so_many_tasks_and_then_waits_without_an_end() =>
        Assert.Equal(Held, UpdateOf(RollingSpecs.First(Target, [], 2)));

    [Fact]
    public void The_first_step_of_a_service_without_settings_says_what_the_engine_does_then() => Assert.Equal(
        """{"Parallelism":1,"FailureAction":"pause","Monitor":5000000000,"MaxFailureRatio":0,"Order":"stop-first","Delay":315360000000000000}""",
        UpdateOf(RollingSpecs.First(Bare, [], 1)));

    [Fact]
    public void The_number_of_first_tasks_goes_before_settings_for_this_rollout() => Assert.Equal(
        Held.Replace("start-first", "stop-first", StringComparison.Ordinal),
        UpdateOf(RollingSpecs.First(Target, [ServiceOptions.Update.Parallelism.Set("-Parallelism", 9), ServiceOptions.Update.Order.Set("-Order", SwarmUpdateOrder.StopFirst)], 2)));

    [Fact]
    public void The_rest_goes_by_the_services_own_settings_but_the_engine_does_not_go_back_by_itself() => Assert.Equal(
        """{"Parallelism":3,"Delay":5,"FailureAction":"pause","Monitor":7,"MaxFailureRatio":0.10,"Order":"start-first"}""",
        UpdateOf(RollingSpecs.Rest(Target, [])));

    [Theory]
    [InlineData("pause")]
    [InlineData("continue")]
    public void What_the_engine_does_otherwise_when_tasks_fail_stays(string action)
    {
        JsonObject target = Target;
        target["UpdateConfig"]!["FailureAction"] = action;
        Assert.Equal(target.ToJsonString(), RollingSpecs.Rest(target, []).ToJsonString());
    }

    [Fact]
    public void The_rest_of_a_service_without_settings_has_none() => Assert.Equal(Bare.ToJsonString(), RollingSpecs.Rest(Bare, []).ToJsonString());

    [Fact]
    public void Settings_for_this_rollout_are_written_over_those_of_the_service()
    {
        SpecEdit[] tuning = [ServiceOptions.Update.Delay.Set("-Delay", TimeSpan.FromSeconds(1))];
        Assert.Equal(1_000_000_000, (long)RollingSpecs.Tuned(Target, tuning)["UpdateConfig"]!["Delay"]!);
        Assert.Equal(1_000_000_000, (long)RollingSpecs.Rest(Target, tuning)["UpdateConfig"]!["Delay"]!);
        Assert.Equal("rollback", (string?)RollingSpecs.Tuned(Target, tuning)["UpdateConfig"]!["FailureAction"]);
    }

    // As soon as a part is said, 0 at a time would mean all at once.
    [Fact]
    public void A_setting_for_this_rollout_does_not_change_others_that_were_not_said()
    {
        JsonNode update = RollingSpecs.Tuned(Bare, [ServiceOptions.Update.Delay.Set("-Delay", TimeSpan.FromSeconds(1))])["UpdateConfig"]!;
        Assert.Equal((1L, "pause"), ((long)update["Parallelism"]!, (string?)update["FailureAction"]));
    }

    [Fact]
    public void Nothing_but_how_tasks_are_replaced_differs_and_the_target_stays_as_it_is()
    {
        JsonObject target = Target;
        foreach (JsonObject sent in new[] { RollingSpecs.First(target, [], 1), RollingSpecs.Rest(target, []), RollingSpecs.Suspended(target) })
        {
            Assert.True(SpecDifferences.AreOfUpdateAlone(target, sent));
            Assert.False(SpecDifferences.AreNone(target, sent));
        }

        Assert.Equal(Target.ToJsonString(), target.ToJsonString());
    }

    [Fact]
    public void What_is_held_is_known_by_the_delay_also_when_it_comes_from_an_engine()
    {
        Assert.True(RollingSpecs.IsHeld(RollingSpecs.First(Target, [], 1)));
        Assert.True(RollingSpecs.IsHeld(RollingSpecs.Suspended(Bare)));
        Assert.True(RollingSpecs.IsHeld(Spec(RollingSpecs.Suspended(Target).ToJsonString())));
    }

    [Fact]
    public void What_merely_waits_is_not_held()
    {
        Assert.False(RollingSpecs.IsHeld(Bare));
        Assert.False(RollingSpecs.IsHeld(RollingSpecs.Rest(Target, [])));
        Assert.False(RollingSpecs.IsHeld(Spec("""{ "UpdateConfig": { "Delay": 0.5 } }""")));
    }

    [Fact]
    public void A_change_of_something_that_is_held_goes_by_the_settings_from_before()
    {
        JsonObject held = RollingSpecs.Suspended(Target);
        RollingSpecs.Released(Target).Apply(held);
        Assert.Equal(Target.ToJsonString(), held.ToJsonString());
        JsonObject bare = RollingSpecs.Suspended(Bare);
        RollingSpecs.Released(Bare).Apply(bare);
        Assert.Equal(Bare.ToJsonString(), bare.ToJsonString());
        RollingSpecs.Released(null).Apply(held);
        Assert.Null(held["UpdateConfig"]);
    }

    [Fact]
    public void A_held_update_replaces_one_more_task_at_most() =>
        Assert.Equal(1, (long)RollingSpecs.Suspended(Target)["UpdateConfig"]!["Parallelism"]!);

    [Theory]
    [InlineData("null", 5, null)]
    [InlineData("""{ "Test": [] }""", 5, null)] // The image's own, which nobody knows.
    [InlineData("""{ "Test": ["NONE"] }""", 5, null)]
    [InlineData("""{ "Interval": 1000000000 }""", 5, null)]
    [InlineData("""{ "Test": ["CMD", "x"] }""", 89, "1m 30s")]
    [InlineData("""{ "Test": ["CMD", "x"] }""", 90, null)]
    [InlineData("""{ "Test": ["CMD", "x"], "Interval": 0, "Retries": 0 }""", 89, "1m 30s")]
    [InlineData("""{ "Test": ["CMD", "x"], "Interval": 2000000000, "Retries": 4 }""", 7, "8s")]
    [InlineData("""{ "Test": ["CMD", "x"], "Interval": 2000000000, "Retries": 4 }""", 8, null)]
    [InlineData("""{ "Test": ["CMD", "x"], "Interval": 2000000000, "Retries": 4, "StartPeriod": 3000000000 }""", 10, "11s")]
    [InlineData("""{ "Test": ["CMD", "x"], "Interval": 1000000000, "Retries": 3 }""", null, null)] // The engine's 5 seconds.
    [InlineData("""{ "Test": ["CMD", "x"], "Interval": 2000000000, "Retries": 3 }""", null, "6s")]
    public void A_health_check_that_needs_longer_to_fail_than_tasks_are_watched_is_told(string check, int? monitor, string? needed)
    {
        JsonObject sent = Spec($$"""{ "Name": "web", "TaskTemplate": { "ContainerSpec": { "Healthcheck": {{check}} } } }""");
        if (monitor is { } seconds)
        {
            sent["UpdateConfig"] = new JsonObject { ["Monitor"] = seconds * 1_000_000_000L };
        }

        string? warning = RollingSpecs.MonitorWarning(new(new() { ["Spec"] = Spec("""{ "Name": "web" }""") }), sent);
        Assert.Equal(needed is not null, warning is not null);
        if (warning is not null)
        {
            Assert.StartsWith("web: a new task is watched for ", warning, StringComparison.Ordinal);
            Assert.Contains($"takes up to {needed} to fail", warning, StringComparison.Ordinal);
            Assert.Contains($"Give -Monitor {needed!.Replace(" ", "", StringComparison.Ordinal)},", warning, StringComparison.Ordinal);
        }
    }

    private static string UpdateOf(JsonObject spec) => spec["UpdateConfig"]!.ToJsonString();

    private static JsonObject Spec(string json) => (JsonObject)JsonNode.Parse(json)!;
}
