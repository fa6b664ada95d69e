using System;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>What a manager tells of its objects.</summary>
public sealed class EventTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_happened_to_a_service_is_told_by_its_name_its_object_and_its_kind(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");

        ScriptResult result = await stage.DoAsync(
            """
            param($name)
            $service = New-SwarmService $name swarmtools/test:1 -NoResolveImage -Replicas 0
            $null = Resize-SwarmService $name 1 -NoWait
            $null = Add-SwarmConfig $name x
            Get-SwarmEvent $name -Type Service | ForEach-Object { "$($_.Action) $($_.Attributes['replicas.new'])" }
            @($service | Get-SwarmEvent -Action create).Count
            @(Get-SwarmEvent "$name*" -Type Config).Action
            @(Get-SwarmEvent -Since 1h -Until 30m -Type Secret).Count -ge 0
            """,
            name);

        Assert.Equal("create ", result.Texts[0]);
        Assert.Contains("update 1", result.Texts);
        Assert.Equal(["1", "create", "True"], result.Texts.TakeLast(3));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Events_are_handed_out_as_they_happen_until_it_is_enough(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("seen");
        Task<ScriptResult> watched = stage.DoAsync("param($name) Watch-SwarmEvent $name* -Since 1s -Action create | Select-Object -First 3", name);

        using (ModuleSession other = new())
        {
            ScriptResult made = await Task.Run(() => other.Run("param($uri, $name) Connect-Swarm $uri; 1..3 | ForEach-Object { Add-SwarmConfig \"$name$_\" x }", stage.HostUri, name));
            Assert.Empty(made.Errors);
        }

        ScriptResult result = await watched.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal([$"Config {name}1: create", $"Config {name}2: create", $"Config {name}3: create"], result.Texts);
    }
}
