using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Lab;
using Repository = SwarmTools.Testing.Repository;

namespace SwarmTools.Integration;

/// <summary>The guest book as the README's first command runs it, from nothing to nothing.</summary>
public sealed class DemoTests
{
    /// <summary>It takes half a minute; a machine may be busy, but not for ever.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_demo_shows_the_page_and_leaves_nothing_behind()
    {
        if (NamedEngine.Address is not null)
        {
            Assert.Skip("The demo of a private engine is not for an engine that is named.");
        }

        Stopwatch watch = Stopwatch.StartNew();
        using Process demo = Start(out StringBuilder output);
        string folder = await EngineOfAsync(demo, output);
        await EndAsync(demo);
        TestContext.Current.TestOutputHelper!.WriteLine($"The demo took {watch.Elapsed.TotalSeconds:F0} s.");

        Assert.True(demo.ExitCode == 0, output.ToString());
        Assert.Contains("is on the page", output.ToString(), StringComparison.Ordinal);
        AssertGone(folder);
    }

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_the_demo_leaves_nothing_behind()
    {
        if (NamedEngine.Address is not null)
        {
            Assert.Skip("The demo of a private engine is not for an engine that is named.");
        }

        using Process demo = Start(out StringBuilder output);
        string folder = await EngineOfAsync(demo, output);
        await Stage.UntilAsync(() => Task.FromResult(Said(output, "Publish-SwarmStack")), () => output.ToString(), seconds: 60);

        Assert.Equal(0, (await Command.RunAsync("/bin/kill", ["-INT", "--", "-" + demo.Id.ToString(CultureInfo.InvariantCulture)], stop: TestContext.Current.CancellationToken)).ExitCode);
        await EndAsync(demo);

        Assert.Equal(130, demo.ExitCode);
        Assert.False(Said(output, "is on the page"), "It was over before it was stopped.");
        AssertGone(folder);
    }

    private static void AssertGone(string folder)
    {
        Assert.False(Directory.Exists(folder), folder + " is still there.");
        Assert.DoesNotContain(Processes(), process => CommandLine(process).Contains(folder + "/", StringComparison.Ordinal));
    }

    /// <summary>The folder of the engine that the demo started, found by its daemon.</summary>
    private static async Task<string> EngineOfAsync(Process demo, StringBuilder output)
    {
        string folder = "";
        await Stage.UntilAsync(
            () =>
            {
                folder = Processes()
                    .Where(process => IsDescendant(process, demo.Id))
                    .Select(process => CommandLine(process).Split('\0'))
                    .Where(words => Array.IndexOf(words, "--data-root") > 0)
                    .Select(words => Path.GetDirectoryName(words[Array.IndexOf(words, "--data-root") + 1])!)
                    .FirstOrDefault("");
                return Task.FromResult(folder.Length > 0 || demo.HasExited);
            },
            () => output.ToString(),
            seconds: 90);
        Assert.True(folder.Length > 0, output.ToString());
        return folder.StartsWith(Path.GetTempPath(), StringComparison.Ordinal) ? Path.Combine(Path.GetTempPath(), folder[Path.GetTempPath().Length..].TrimStart('/').Split('/')[0]) : folder;
    }

    private static IEnumerable<int> Processes() =>
        Directory.GetDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), out int id) ? id : 0).Where(id => id > 0);

    private static bool IsDescendant(int process, int ancestor)
    {
        for (int generation = 0; process > 1 && generation < 20; generation++)
        {
            if (process == ancestor)
            {
                return true;
            }

            // "123 (the name) S 122 ...": the name may hold anything.
            string stat = Read($"/proc/{process}/stat");
            string[] words = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            process = words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 0;
        }

        return false;
    }

    private static string CommandLine(int process) => Read($"/proc/{process}/cmdline");

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // The process has ended.
            return "";
        }
    }

    // In a group of its own, as a terminal gives it: Ctrl+C is for all processes of the group. What runs in the background may have been told to ignore it.
    private static Process Start(out StringBuilder output)
    {
        ProcessStartInfo info = new("env", ["--default-signal=INT", "setsid", "dotnet", Repository.PathOf("tests", "lab", "bin", "Release", "net10.0", "SwarmTools.Lab.dll"), "demo"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        StringBuilder text = new();
        Process demo = new() { StartInfo = info };
        void Note(object sender, DataReceivedEventArgs line)
        {
            lock (text)
            {
                text.AppendLine(line.Data);
            }
        }

        demo.OutputDataReceived += Note;
        demo.ErrorDataReceived += Note;
        demo.Start();
        demo.BeginOutputReadLine();
        demo.BeginErrorReadLine();
        output = text;
        return demo;
    }

    private static async Task EndAsync(Process demo)
    {
        using CancellationTokenSource limit = new(s_limit);
        try
        {
            await demo.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            demo.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static bool Said(StringBuilder output, string words)
    {
        lock (output)
        {
            return output.ToString().Contains(words, StringComparison.Ordinal);
        }
    }
}
