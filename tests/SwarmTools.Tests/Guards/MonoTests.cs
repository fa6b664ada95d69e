using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>What Windows PowerShell 5.1 loads, run by mono. That is no .NET Framework: it shows that the files fit together, and no more.</summary>
public sealed class MonoTests : IAsyncLifetime
{
    private const string Mono = "/usr/bin/mono";

    private FakeEngine? _engine;

    public async ValueTask InitializeAsync() => _engine = await FakeEngine.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _engine!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task With_the_handler_a_compose_file_is_read_and_an_engine_asked()
    {
        (int exitCode, string output) = await RunAsync("handler");

        Assert.True(exitCode == 0, output);
        Assert.Contains("replicas: 2", output, StringComparison.Ordinal);
        Assert.Contains("engine: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_it_a_version_that_is_asked_for_is_not_found()
    {
        (int exitCode, string output) = await RunAsync("none");

        Assert.Equal(1, exitCode);
        Assert.Matches("FileNotFoundException|FileLoadException|TypeLoadException", output);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string handler)
    {
        if (!File.Exists(Mono))
        {
            Assert.Skip("mono is not on this machine: what Windows PowerShell 5.1 loads was not run. On Debian the package is mono-devel.");
        }

        string program = Repository.PathOf("tests", "smoke", "bin", "Release", "net472", "SwarmTools.Smoke.exe");
        ProcessStartInfo info = new(Mono, ["--assembly-loader=strict", program, Path.Combine(Repository.ModuleFolder, "bin"), handler]) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment["DOCKER_HOST"] = _engine!.HostUri;
        info.Environment["DOCKER_CONTEXT"] = "";
        using Process process = Process.Start(info)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }
}
