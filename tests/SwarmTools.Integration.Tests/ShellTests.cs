using System;
using System.IO;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Testing;

namespace SwarmTools.Integration;

/// <summary>The module in PowerShell itself, as users run it.</summary>
public sealed class ShellTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_transcript_does_not_hold_the_value_of_a_secret(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        using TemporaryFolder folder = new();
        string transcript = Path.Combine(folder.Path, "transcript.txt");
        string value = "v-" + Guid.NewGuid().ToString("N");

        CommandResult result = await Shell.RunAsync(
            stage.HostUri,
            """
            $null = Start-Transcript $env:TRANSCRIPT -IncludeInvocationHeader
            $secure = ConvertTo-SecureString $env:VALUE -AsPlainText -Force
            Add-SwarmSecret $env:NAME $secure -AllowPlaintext -Verbose -Debug -Confirm:$false
            try { Add-SwarmSecret $env:NAME $secure -AllowPlaintext -Verbose } catch { Write-Host $_ }
            try { Add-SwarmSecret $env:NAME $env:VALUE } catch { Write-Host $_.Exception.Message }
            $Error | Format-List * -Force | Out-String | Write-Host
            Get-SwarmSecret $env:NAME | Format-List * -Force | Out-String | Write-Host
            Get-SwarmSecret $env:NAME | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue | Write-Host
            $null = Stop-Transcript
            """,
            ("NAME", stage.Name("password")),
            ("VALUE", value),
            ("TRANSCRIPT", transcript));

        Assert.True(result.ExitCode == 0, result.Errors + result.Output);
        string text = await File.ReadAllTextAsync(transcript, TestContext.Current.CancellationToken);
        Assert.Contains(stage.Name("password"), text, StringComparison.Ordinal);
        Assert.Contains("SecretExists", text, StringComparison.Ordinal);
        Assert.DoesNotContain(value, text + result.Output + result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Select_Object_First_ends_a_followed_log(string engine)
    {
        await using Stage stage = await OnAsync(engine);

        CommandResult result = await Shell.RunAsync(
            stage.HostUri,
            """
            $null = New-SwarmService $env:NAME swarmtools/test:1 -NoResolveImage -Argument sh, -c, 'while true; do echo tick; sleep 0.1; done' -UpdateMonitor 100ms
            (Get-SwarmLog $env:NAME -Follow | Select-Object -First 3).Message
            """,
            ("NAME", stage.Name("ticker")));

        Assert.Equal(["tick", "tick", "tick"], Lines(result));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_parallel_loop_acts_only_on_the_swarm_that_it_is_given(string engine)
    {
        await using Stage stage = await OnAsync(engine);

        CommandResult result = await Shell.RunAsync(
            stage.HostUri,
            """
            $connection = Connect-Swarm $env:DOCKER_HOST -PassThru
            $node = Get-SwarmNode | Select-Object -First 1
            1..4 | ForEach-Object -Parallel { Import-Module $env:SWARMTOOLS_MANIFEST; (Get-SwarmNode -Connection $using:connection | Select-Object -First 1).Id } | Sort-Object -Unique | ForEach-Object { $_ -eq $node.Id }
            1..2 | ForEach-Object -Parallel { Import-Module $env:SWARMTOOLS_MANIFEST; try { Get-SwarmNode } catch { $_.FullyQualifiedErrorId } }
            """);

        Assert.Equal(
            ["True", "ConnectionNotChosen,SwarmTools.Commands.GetSwarmNodeCommand", "ConnectionNotChosen,SwarmTools.Commands.GetSwarmNodeCommand"], Lines(result));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task What_comes_back_from_a_job_can_be_piped(string engine)
    {
        await using Stage stage = await OnAsync(engine);

        CommandResult result = await Shell.RunAsync(
            stage.HostUri,
            """
            $null = New-SwarmService $env:NAME swarmtools/test:1 -NoResolveImage -Replicas 0
            $copy = Start-Job { Import-Module $env:SWARMTOOLS_MANIFEST; Get-SwarmService $env:NAME } | Receive-Job -Wait -AutoRemoveJob
            $copy.PSObject.TypeNames[0]
            ($copy | Set-SwarmService -AddLabel @{ from = 'job' }).Labels.from
            $copy | Remove-SwarmService
            @(Get-SwarmService $env:NAME*).Count
            """,
            ("NAME", stage.Name("copied")));

        Assert.Equal(["Deserialized.SwarmTools.SwarmService", "job", "0"], Lines(result));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_failure_ends_a_script_with_an_exit_code(string engine)
    {
        await using Stage stage = await OnAsync(engine);

        CommandResult result = await Shell.RunAsync(stage.HostUri, "Remove-SwarmService does-not-exist; 'not reached'");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("does-not-exist", result.Errors + result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not reached", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task The_module_can_be_removed_and_imported_again(string engine)
    {
        await using Stage stage = await OnAsync(engine);

        CommandResult result = await Shell.RunAsync(
            stage.HostUri,
            """
            Connect-Swarm $env:DOCKER_HOST
            Remove-Module SwarmTools
            Import-Module $env:SWARMTOOLS_MANIFEST
            @(Get-SwarmConnection | Where-Object IsDefault).Count
            (Get-SwarmNode | Select-Object -First 1).Role
            """);

        Assert.Equal(["0", "Manager"], Lines(result));
    }

    [Theory]
    [ClassData(typeof(NewestLabEngine))]
    public async Task Objects_become_json_tables_and_lists_that_can_be_read(string engine)
    {
        await using Stage stage = await OnAsync(engine);

        CommandResult result = await Shell.RunAsync(
            stage.HostUri,
            """
            $null = New-SwarmService $env:NAME swarmtools/test:1 -NoResolveImage -Environment PASSWORD=hunter2 -NoWait
            $all = @(Get-Swarm; Get-SwarmNode; Get-SwarmService $env:NAME; Get-SwarmNetwork ingress; Get-SwarmCertificate; Get-SwarmJoinToken)
            $json = $all | ForEach-Object { ConvertTo-Json $_ -Depth 3 -EnumsAsStrings -WarningVariable +warnings -WarningAction SilentlyContinue }
            @($warnings).Count
            @($json | Where-Object { $_.Length -gt 4000 -or $_ -match 'hunter2|SWMTKN|RawData' }).Count
            ($json[1] | ConvertFrom-Json).State
            ($json[1] | ConvertFrom-Json).CreatedAt.GetType().Name
            (Get-SwarmService $env:NAME).Spec.Name -eq $env:NAME
            ($all | Format-List | Out-String) -match 'hunter2|SWMTKN'
            @($all[1..1] | Format-Table | Out-String -Width 80).Count
            (Get-SwarmNode | Group-Object Engine | Measure-Object).Count
            """,
            ("NAME", stage.Name("json")));

        Assert.Equal(["0", "0", "Ready", "DateTime", "True", "False", "1", "1"], Lines(result));
    }

    // What a script wrote that must have gone well.
    private static string[] Lines(CommandResult result)
    {
        Assert.True(result.ExitCode == 0, result.Errors);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
