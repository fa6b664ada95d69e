using System;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading;
using SwarmTools.Lab;

const string Usage = """
    Usage: SwarmTools.Lab prerequisites
                          engines
                          up [--engine 28.5] [--managers 3] [--workers 2]
                          examples [--scene shop]
                          demo
                          test [--require-engines 3]
                          pester
                          bench
    """;

using CancellationTokenSource stop = new();
void Stop(PosixSignalContext context)
{
    // What was started is ended in good order; a second signal has nothing more to say.
    context.Cancel = true;
    stop.Cancel();
}

using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using PosixSignalRegistration hungUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

string Option(string name, string otherwise)
{
    int index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? args[index + 1] : otherwise;
}

int Count(string name, string otherwise) => int.Parse(Option(name, otherwise), CultureInfo.InvariantCulture);

try
{
    // Who asks what a verb can do does not want it done.
    switch (args.Length > 0 && !Array.Exists(args, word => word is "--help" or "-h" or "-?") ? args[0] : "")
    {
        case "prerequisites":
            await Prerequisites.EnsureAsync(Console.WriteLine);
            return 0;
        case "engines":
            await Prerequisites.EnsureAsync(Console.WriteLine);
            await EngineStore.FetchAsync(Console.WriteLine);
            foreach (EngineInstallation engine in EngineStore.Available)
            {
                Console.WriteLine($"{engine.Name}: {engine.Version}");
            }

            return 0;
        case "up":
            return await UpRun.RunAsync(Option("--engine", EngineStore.Available is [EngineInstallation oldest, ..] ? oldest.Name : "none"), Count("--managers", "1"), Count("--workers", "0"), stop.Token);
        case "examples":
            return await ExamplesRun.RunAsync(Option("--scene", "shop"), stop.Token);
        case "demo":
            return await Demo.RunAsync(stop.Token);
        case "test":
            return await TestRun.RunAsync(Count("--require-engines", "1"), stop.Token);
        case "pester":
            return await PesterRun.RunAsync(stop.Token);
        case "bench":
            return await BenchRun.RunAsync(stop.Token);
        default:
            await Console.Error.WriteLineAsync(Usage);
            return 2;
    }
}
catch (LabException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
