using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Many writers of one service at once: every change is there at the end, and nobody got an error.</summary>
public sealed class WriterTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Fifty_runspaces_each_add_a_label(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = await ServiceAsync(stage);

        ScriptResult result = await stage.DoAsync(
            """
            param($name, $module)
            $c = Get-SwarmConnection
            1..50 | ForEach-Object -ThrottleLimit 50 -Parallel {
                Import-Module $using:module
                Set-SwarmService $using:name -AddLabel @{ "w$_" = $_ } -NoWait -Connection $using:c
            }
            """,
            name,
            Repository.Manifest);

        Assert.Equal(50, result.Output.Count);
        JsonObject labels = (JsonObject)(await stage.ServiceAsync(name))["Spec"]!["Labels"]!;
        Assert.Equal(Enumerable.Range(1, 50).Select(number => $"w{number}={number}").Order(StringComparer.Ordinal), labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Eight_writers_edit_different_variables_fifty_times(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = await ServiceAsync(stage);

        await stage.DoAsync(
            """
            param($name, $module)
            $c = Get-SwarmConnection
            1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
                Import-Module $using:module
                foreach ($number in 1..50) {
                    $null = Set-SwarmService $using:name -AddEnvironment @{ "K$_" = $number; "K$_-$number" = 'x' } -NoWait -Connection $using:c
                }
            }
            """,
            name,
            Repository.Manifest);

        JsonNode spec = (await stage.ServiceAsync(name))["Spec"]!;
        Assert.Equal(
            Enumerable.Range(1, 8).SelectMany(writer => Enumerable.Range(1, 50).Select(number => $"K{writer}-{number}=x").Append($"K{writer}=50")).Order(StringComparer.Ordinal),
            spec["TaskTemplate"]!["ContainerSpec"]!["Env"]!.AsArray().Select(variable => (string)variable!).Order(StringComparer.Ordinal));
    }

    private static async Task<string> ServiceAsync(Stage stage)
    {
        string name = stage.Name("web");
        await stage.DoAsync("param($name) $null = New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 0 -NoWait", name);
        return name;
    }
}
