using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Management.Automation;
using System.Net.Http;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>Prints how SwarmTools compares, as ratios from one run on one machine. No figure fails the run.</summary>
internal static class Program
{
    private const int ServiceCount = 1000;
    private const long PeakLimit = 200_000_000;

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is [ImportBenchmark.ChildArgument, { } manifest])
        {
            Console.WriteLine(Sample.OfThisProcess(ImportBenchmark.ImportInNewRunspace(manifest).Milliseconds).Format());
            return 0;
        }

        if (arguments is [LogBenchmark.ChildArgument, { } module, { } service])
        {
            Console.WriteLine(LogReading.Read(module, service).Format());
            return 0;
        }

        using CancellationTokenSource stop = new();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Cancel(signal, stop));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Cancel(signal, stop));
        try
        {
            await RunAsync(stop.Token);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return 1;
        }
        catch (Exception failure) when (failure is BenchException or Win32Exception or HttpRequestException or RuntimeException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    private static async Task RunAsync(CancellationToken stop)
    {
        WorkingCopy copy = new();
        using EngineClient engine = new();
        string apiVersion = await engine.ApiVersionAsync(stop);
        Report.WriteHead();
        Show(ImportBenchmark.Compare(copy), stop);

        using (StackFileBenchmark stackFile = new(copy))
        {
            Report.WriteDelays("Resolve-SwarmStackFile, 1,000 services in 1 MB, warm, ms", [stackFile.Warm()], 400);
            Show(stackFile.Compare(), stop);
        }

        using (StackPublishBenchmark stack = new(copy, engine))
        {
            Show(stack.CompareNear(), stop);
            Show(stack.CompareFar(), stop);
            Report.WriteCount("requests of Publish-SwarmStack beside 10, for each new service", stack.RequestsForEachService(), 1.2);
        }

        using (SecretBenchmark secrets = new(copy, engine))
        {
            Show(secrets.Compare(), stop);
        }

        await MeasureConvergenceAsync(copy, engine, stop);
        await CompareLogsAsync(copy, engine, stop);
        await using ServiceSet services = await ServiceSet.CreateAsync(engine, ServiceCount, stop);
        using (FirstResultBenchmark firstResult = new(copy))
        {
            Show(firstResult.Compare(), stop);
        }

        using (ListBenchmark list = new(copy, apiVersion, ServiceCount))
        {
            Show(list.Compare(), stop);
            Report.WriteMemory(list.BytesPerCall(), list.AnswerBytes());
        }

        using EditBenchmark edit = new(copy, services);
        Show(edit.Compare(), stop);
    }

    private static async Task MeasureConvergenceAsync(WorkingCopy copy, EngineClient engine, CancellationToken stop)
    {
        using ConvergenceBenchmark convergence = new(copy, engine);
        Report.WriteDelays("convergence told after the engine's own, ms, the worst of 9", await convergence.MeasureLivelyAsync(stop), 300);
        Report.WriteDelays("the same after 10 quiet seconds, ms, the worst of 3", await convergence.MeasureQuietAsync(stop), 1200);
    }

    // Before the many services, which would be part of any list.
    private static async Task CompareLogsAsync(WorkingCopy copy, EngineClient engine, CancellationToken stop)
    {
        await using (LogBenchmark log = await LogBenchmark.StartAsync(copy, engine, stop))
        {
            Show(log.Compare(stop), stop);
            Report.WritePeak("Get-SwarmLog, the most memory of its process, MB", log.PeakBytes, PeakLimit);
        }

        await using FollowBenchmark follow = await FollowBenchmark.StartAsync(copy, engine, stop);
        Show(follow.Compare(), stop);
    }

    private static void Show(IEnumerable<Comparison> comparisons, CancellationToken stop)
    {
        foreach (Comparison comparison in comparisons)
        {
            Show(comparison, stop);
        }
    }

    private static void Show(Comparison comparison, CancellationToken stop)
    {
        Report.Write(comparison);
        stop.ThrowIfCancellationRequested();
    }

    // The services are removed before the program ends.
    private static void Cancel(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
