using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>Other modules bring other versions of the same packages; neither side may notice the other.</summary>
public sealed class IsolationTests
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task With_other_versions_loaded_before_the_import_everything_still_works()
    {
        await using FakeEngine engine = await FakeEngine.StartAsync();
        engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")))
            .Answer("POST", "/networks/create", """{"Id":"netid"}""")
            .Answer("GET", "/networks", """[{"Id":"netid","Name":"net","Scope":"swarm","Driver":"overlay","IPAM":{"Config":[{"Subnet":"10.0.9.0/24"}]}}]""");
        string packages = Assemblies.Metadata("Packages");

        // A connection asks for /info through Docker.DotNet, and so through Newtonsoft.Json, of which PowerShell brings a version of its own.
        // PowerShell's own wins over LoadFrom, so that another module's comes by LoadFile, in a context of its own.
        string[] lines = await RunAsync(
            $$"""
            $yaml = [Reflection.Assembly]::LoadFrom('{{packages}}/yamldotnet/13.7.1/lib/netstandard2.1/YamlDotNet.dll')
            $json = [Reflection.Assembly]::LoadFile([IO.Path]::GetFullPath('{{packages}}/newtonsoft.json/12.0.3/lib/netstandard2.0/Newtonsoft.Json.dll'))
            $null = [Newtonsoft.Json.JsonConvert]
            Import-Module '{{Repository.Manifest}}'
            Connect-Swarm {{engine.HostUri}}
            "service $((Get-SwarmService).Name)"
            "network $((New-SwarmNetwork net).Name)"
            "stack $((Resolve-SwarmStackFile -Text 'services: {web: {image: nginx} }').Services.Name)"
            "their yaml $([Activator]::CreateInstance($yaml.GetType('YamlDotNet.Serialization.SerializerBuilder')).Build().Serialize(@(1)).Trim())"
            "their json $($json.GetType('Newtonsoft.Json.JsonConvert').GetMethod('ToString', [type[]]@([int])).Invoke($null, @(1)))"
            $names = 'YamlDotNet', 'Newtonsoft.Json', 'Docker.DotNet', 'SwarmTools.Engine', 'SwarmTools.Core'
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in $names } | ForEach-Object {
                $context = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name
                $ours = $_.Location.StartsWith('{{Repository.ModuleFolder}}')
                "$($_.GetName().Name) $([Diagnostics.FileVersionInfo]::GetVersionInfo($_.Location).FileVersion) in $context, ours: $ours"
            }
            """);

        Assert.Equal(["service web", "network net", "stack web", "their yaml - 1", "their json 1"], lines.Take(5));
        Assert.Equal(
            [
                "Docker.DotNet 3.125.15.1 in SwarmTools, ours: True",
                "Newtonsoft.Json 13.0.1.25517 in SwarmTools, ours: True",
                $"SwarmTools.Core {Version}.0 in Default, ours: True",
                $"SwarmTools.Engine {Version}.0 in SwarmTools, ours: True",
                $"SwarmTools.Engine {Version}.0 in SwarmTools.Once, ours: True",
                "YamlDotNet 18.1.0.0 in SwarmTools, ours: True",
                "YamlDotNet 18.1.0.0 in SwarmTools.Once, ours: True",
            ],
            lines.Skip(5).Where(line => line.EndsWith("True", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Collection(
            lines.Skip(5).Where(line => line.EndsWith("False", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            theirs => Assert.StartsWith("Newtonsoft.Json 12.0.3", theirs, StringComparison.Ordinal),
            powerShells => Assert.Matches("^Newtonsoft.Json 13.* in Default,", powerShells),
            theirs => Assert.Equal("YamlDotNet 13.7.1.0 in Default, ours: False", theirs));
    }

    private static string Version => Path.GetFileName(Repository.ModuleFolder);

    private static async Task<string[]> RunAsync(string script)
    {
        string host = Repository.PathOf("tests", "host", "bin", "Release", "net10.0", "SwarmTools.Host.dll");
        string folder = Directory.CreateTempSubdirectory("swarmtools-isolation-").FullName;
        try
        {
            string file = Path.Combine(folder, "test.ps1");
            await File.WriteAllTextAsync(file, script);
            ProcessStartInfo info = new("dotnet", [host, "-NoProfile", "-File", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
            info.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
            using Process process = Process.Start(info)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            await EndAsync(process);
            Assert.Equal("", await errors);
            return (await output).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task EndAsync(Process process)
    {
        using CancellationTokenSource tooLong = new(s_longest);
        try
        {
            await process.WaitForExitAsync(tooLong.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The child process did not end within {s_longest.TotalSeconds} seconds.");
        }
    }
}
