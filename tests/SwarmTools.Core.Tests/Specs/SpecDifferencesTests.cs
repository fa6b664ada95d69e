using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Specs;

public class SpecDifferencesTests
{
    [Theory]
    [InlineData("""{ "A": 0 }""", "{}")]
    [InlineData("""{ "A": 0.0 }""", "{}")]
    [InlineData("""{ "A": false }""", "{}")]
    [InlineData("""{ "A": "" }""", "{}")]
    [InlineData("""{ "A": null }""", "{}")]
    [InlineData("""{ "A": {} }""", "{}")]
    [InlineData("""{ "A": [] }""", "{}")]
    [InlineData("""{ "A": { "B": [{ "C": 0 }] } }""", "{}")]
    [InlineData("""{ "A": 1, "B": "x" }""", """{ "B": "x", "A": 1 }""")]
    [InlineData("""{ "Mode": { "Replicated": { "Replicas": 2 } } }""", """{ "Mode": { "Replicated": { "Replicas": 2 }, "Global": null } }""")]
    public void What_says_nothing_is_no_difference(string old, string @new)
    {
        Assert.Empty(Between(old, @new));
        Assert.Empty(Between(@new, old));
        Assert.True(SpecDifferences.AreNone(Spec(old), Spec(@new)));
    }

    [Theory]
    [InlineData("""{ "A": 1 }""", """{ "A": 2 }""", "A: 1 -> 2")]
    [InlineData("""{ "A": true }""", "{}", "A: true -> (nothing)")]
    [InlineData("{}", """{ "A": { "B": "x" } }""", "A.B: (nothing) -> x")]
    [InlineData("""{ "A": 1 }""", """{ "A": "1" }""", null)] // Shown alike; engines give each field one type.
    [InlineData("""{ "A": 18446744073709551615 }""", """{ "A": 18446744073709551614 }""", "A: 18446744073709551615 -> 18446744073709551614")]
    public void A_field_is_told_by_its_path_with_both_values(string old, string @new, string? expected) => AssertIs(expected, old, @new);

    [Theory]
    [InlineData("""["A=1"]""", """["A=2"]""", "Env[A]: 1 -> 2")]
    [InlineData("""["A=1", "B=2"]""", """["B=2", "A=1"]""", null)]
    [InlineData("""["A=1", "B=2"]""", """["B=2"]""", "Env[A]: 1 -> (nothing)")]
    [InlineData("""["A=x=y"]""", """["A=x=z"]""", "Env[A]: x=y -> x=z")]
    [InlineData("""["A"]""", """["A="]""", "Env[A]: (none) -> ")] // Taken from the node, or empty.
    [InlineData("""["A=1", "A=2"]""", """["A=1", "A=3"]""", "Env[1]: 2 -> 3")]
    public void Variables_are_compared_by_name(string old, string @new, string? expected) =>
        AssertIs(expected, $$"""{ "C": { "Env": {{old}} } }""", $$"""{ "C": { "Env": {{@new}} } }""", "C.");

    [Theory]
    [InlineData("""["a", "b"]""", """["b", "a"]""", "Args[0]: a -> b; Args[1]: b -> a")]
    [InlineData("""["a"]""", """["a", ""]""", "Args[1]: (nothing) -> ")]
    [InlineData("""["a"]""", """["a", "b"]""", "Args[1]: (nothing) -> b")]
    public void The_order_of_arguments_matters_and_an_empty_one_counts(string old, string @new, string expected) =>
        AssertIs(expected, $$"""{ "Args": {{old}} }""", $$"""{ "Args": {{@new}} }""");

    [Theory]
    [InlineData("""{ "SecretName": "a", "SecretID": "1" }, { "SecretName": "b", "SecretID": "2" }""", """{ "SecretName": "b", "SecretID": "3" }, { "SecretName": "a", "SecretID": "1" }""", "L[b].SecretID: 2 -> 3")]
    [InlineData("""{ "ConfigName": "a", "ConfigID": "1" }""", """{ "ConfigName": "a", "ConfigID": "2" }""", "L[a].ConfigID: 1 -> 2")]
    [InlineData("""{ "Target": "/a", "Source": "x" }, { "Target": "/b", "Source": "y" }""", """{ "Target": "/b", "Source": "y" }, { "Target": "/a", "Source": "z" }""", "L[/a].Source: x -> z")]
    [InlineData("""{ "Target": "net1" }, { "Target": "net2" }""", """{ "Target": "net2" }, { "Target": "net1" }""", null)]
    [InlineData("""{ "Target": "net1" }""", """{ "Target": "net2" }""", "L[net1].Target: net1 -> (nothing); L[net2].Target: (nothing) -> net2")]
    [InlineData("""{ "Name": "nofile", "Hard": 1 }""", """{ "Name": "nofile", "Hard": 2 }""", "L[nofile].Hard: 1 -> 2")]
    [InlineData("""{ "TargetPort": 80, "Protocol": "tcp", "PublishedPort": 1 }, { "TargetPort": 80, "Protocol": "udp", "PublishedPort": 1 }""", """{ "TargetPort": 80, "Protocol": "udp", "PublishedPort": 1 }, { "TargetPort": 80, "Protocol": "tcp", "PublishedPort": 1 }""", null)]
    [InlineData("""{ "TargetPort": 80, "Protocol": "tcp", "PublishedPort": 1, "PublishMode": "host" }""", """{ "TargetPort": 80, "Protocol": "tcp", "PublishedPort": 1, "PublishMode": "ingress" }""", "L[80/tcp/1].PublishMode: host -> ingress")]
    [InlineData("""{ "Spread": "a" }, { "Spread": "b" }""", """{ "Spread": "b" }, { "Spread": "a" }""", "L[0].Spread: a -> b; L[1].Spread: b -> a")]
    public void Items_are_compared_by_what_names_them(string old, string @new, string? expected) =>
        AssertIs(expected, $$"""{ "L": [{{old}}] }""", $$"""{ "L": [{{@new}}] }""");

    [Theory]
    [InlineData("""{ "Global": {} }""", """{ "Replicated": { "Replicas": 1 } }""", "Mode.Global: {} -> (nothing); Mode.Replicated.Replicas: (nothing) -> 1")]
    [InlineData("""{ "Replicated": { "Replicas": 0 } }""", """{ "Replicated": { "Replicas": 1 } }""", "Mode.Replicated.Replicas: 0 -> 1")]
    [InlineData("""{ "Global": {} }""", """{ "GlobalJob": {} }""", "Mode.Global: {} -> (nothing); Mode.GlobalJob: (nothing) -> {}")]
    public void A_mode_counts_although_it_may_say_nothing_more(string old, string @new, string expected) =>
        AssertIs(expected, $$"""{ "Mode": {{old}} }""", $$"""{ "Mode": {{@new}} }""");

    [Theory]
    [InlineData("""{ "A": 1 }""", """{ "A": 1 }""", true)]
    [InlineData("""{ "A": 1 }""", """{ "A": 1, "UpdateConfig": { "Delay": 5 } }""", true)]
    [InlineData("""{ "UpdateConfig": { "Delay": 5, "Parallelism": 1 } }""", """{ "UpdateConfig": { "Order": "start-first" } }""", true)]
    [InlineData("""{ "A": 1 }""", """{ "A": 2, "UpdateConfig": { "Delay": 5 } }""", false)]
    [InlineData("{}", """{ "RollbackConfig": { "Delay": 5 } }""", false)]
    [InlineData("{}", """{ "UpdateConfigured": 1 }""", false)]
    public void How_tasks_are_replaced_is_told_from_all_else(string old, string @new, bool expected) =>
        Assert.Equal(expected, SpecDifferences.AreOfUpdateAlone(Spec(old), Spec(@new)));

    [Fact]
    public void Differences_come_in_the_order_of_their_paths() => Assert.Equal(
        ["A", "B.C", "b"], Between("""{ "b": 1, "B": { "C": 1 } }""", """{ "A": 1 }""").Select(difference => difference.Path));

    private static void AssertIs(string? expected, string old, string @new, string below = "") => Assert.Equal(
        expected ?? "", string.Join("; ", Between(old, @new).Select(difference => difference.ToString()[below.Length..])));

    private static System.Collections.Generic.IReadOnlyList<SwarmDifference> Between(string old, string @new) => SpecDifferences.Between(Spec(old), Spec(@new));

    private static JsonObject Spec(string json) => (JsonObject)JsonNode.Parse(json)!;
}
