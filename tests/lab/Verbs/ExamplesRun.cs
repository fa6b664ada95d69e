using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>Starts the machines of a scene of the help's examples, until Ctrl+C, and says how a PowerShell is opened at its desk.</summary>
internal static class ExamplesRun
{
    public static async Task<int> RunAsync(string scene, CancellationToken stop)
    {
        await Prerequisites.EnsureAsync(Console.WriteLine).ConfigureAwait(false);
        await using ExampleLab examples = await ExampleLab.StartAsync(scene).ConfigureAwait(false);
        IEnumerable<string> variables = examples.Desk.Variables(examples.Lab).Select(variable => $"{variable.Key}={variable.Value}");
        IReadOnlyList<string> enter = examples.Desk.Enter(["env", .. variables, "dotnet", "tool", "run", "pwsh", "--", "-NoProfile"]);
        Console.WriteLine("In the folder of the repository this opens a PowerShell that has its names and contexts:");
        Console.WriteLine(string.Join(' ', enter.Select(word => word.Any(letter => " $\"".Contains(letter, StringComparison.Ordinal)) || word.Length == 0 ? $"'{word}'" : word)));
        Console.WriteLine("Ctrl+C ends it.");
        await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
