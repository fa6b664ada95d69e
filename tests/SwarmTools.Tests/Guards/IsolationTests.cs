using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>Other modules bring other versions of the same packages; neither side may notice the other.</summary>
public sealed class IsolationTests
{
    [Fact]
    public async Task With_other_versions_loaded_before_the_import_everything_still_works()
    {
        await using FakeEngine engine = await FakeEngine.StartAsync();
        engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")))
            .Answer("POST", "/networks/create", """{"Id":"netid"}""")
            .Answer("GET", "/networks", """[{"Id":"netid","Name":"net","Scope":"swarm","Driver":"overlay","IPAM":{"Config":[{"Subnet":"10.0.9.0/24"}]}}]""");
        string packages = Assemblies.Metadata("Packages");

        // Networks are made through Docker.DotNet, and so through Newtonsoft.Json, of which PowerShell brings a version of its own.
        string output = await RunAsync(
            $$"""
            $null = [Reflection.Assembly]::LoadFrom('{{packages}}/yamldotnet/13.7.1/lib/netstandard2.1/YamlDotNet.dll')
            $null = [Newtonsoft.Json.JsonConvert]
            Import-Module '{{Repository.Manifest}}'
            Connect-Swarm {{engine.HostUri}}
            (Get-SwarmService).Name
            (New-SwarmNetwork net).Name
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in 'YamlDotNet', 'Newtonsoft.Json' } |
                ForEach-Object { "$($_.GetName().Name) $([Diagnostics.FileVersionInfo]::GetVersionInfo($_.Location).FileVersion)" }
            """);

        Assert.Contains("web", output, StringComparison.Ordinal);
        Assert.Contains("net", output, StringComparison.Ordinal);
        Assert.Contains("YamlDotNet 13.7.1", output, StringComparison.Ordinal);
        Assert.Contains("YamlDotNet 18.1.0", output, StringComparison.Ordinal);
        Assert.Contains("Newtonsoft.Json 13.0.1", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split('\n').Count(line => line.StartsWith("Newtonsoft.Json ", StringComparison.Ordinal)));
    }

    private static async Task<string> RunAsync(string script)
    {
        string host = Repository.PathOf("tests", "host", "bin", "Release", "net10.0", "SwarmTools.Host.dll");
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "test.ps1");
        await File.WriteAllTextAsync(file, script);
        ProcessStartInfo info = new("dotnet", [host, "-NoProfile", "-File", file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(info)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        Assert.Equal("", await errors);
        return output;
    }
}
