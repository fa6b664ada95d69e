using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>The tab key knows what the swarm has.</summary>
public sealed class CompletionTests(Labs labs) : SwarmTests(labs)
{
    private const string Complete = "param($line) [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches | ForEach-Object CompletionText";

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Names_are_completed(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("thing");
        await stage.DoAsync(
            """
            param($name)
            Add-SwarmSecret $name -Generate 20 -AllowPlaintext
            Add-SwarmConfig $name x
            New-SwarmNetwork $name
            New-SwarmService $name swarmtools/test:1 -Replicas 0 -NoWait
            """,
            name);
        string node = await stage.DockerAsync("info", "--format", "{{.Name}}");

        foreach (string command in new[]
        {
            "Get-SwarmService", "Remove-SwarmService", "Get-SwarmLog", "Get-SwarmTask", "Wait-SwarmService", "Get-SwarmSecret", "Get-SwarmConfig", "Remove-SwarmNetwork",
            "New-SwarmService x y -Secret", "New-SwarmService x y -Network",
        })
        {
            ScriptResult result = await stage.DoAsync(Complete, $"{command} {name[..^3]}");
            Assert.True(result.Texts.SequenceEqual([name]), $"{command}: {string.Join(", ", result.Texts)}");
        }

        Assert.Contains(node, (await stage.DoAsync(Complete, "Get-SwarmNode ")).Texts);
    }

    [Theory]
    [ClassData(typeof(NewestLabEngine))]
    public async Task A_line_is_completed_part_by_part(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("part");
        await stage.DoAsync(
            """
            param($name)
            New-SwarmService $name swarmtools/test:1 -NoResolveImage -Label "$name=a b" -Mount "type=volume,source=$name,target=/data" -NoWait
            Set-SwarmService $name -AddLabel second=2 -NoWait
            """,
            name);
        string node = await stage.DockerAsync("info", "--format", "{{.Name}}");

        foreach ((string line, string expected) in new[]
        {
            ($"Get-SwarmService -Label {name}=", $"'{name}=a b'"),
            ($"Set-SwarmService {name} -RemoveLabel s", "second"),
            ($"New-SwarmService x -Image swarmtools/test:", "swarmtools/test:1"),
            ($"New-SwarmService x y -Constraint node.hostname=={node}", $"node.hostname=={node}"),
            ($"New-SwarmService x y -Mount type=volume,source={name}", $"source={name}"),
            ($"New-SwarmService x y -Mount 'type=volume,source={name}", $"'type=volume,source={name}'"),
            ($"Get-SwarmLog {name}.1", $"{name}.1"),
        })
        {
            ScriptResult result = await stage.DoAsync(Complete, line);
            Assert.True(result.Texts.Contains(expected), $"{line}: {string.Join(", ", result.Texts)}");
        }
    }
}
