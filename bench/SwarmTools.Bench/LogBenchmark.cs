using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>A long log from its beginning to its end.</summary>
internal sealed class LogBenchmark : IAsyncDisposable
{
    /// <summary>The argument that makes this program read the log of a service in a module and say what that took.</summary>
    public const string ChildArgument = "--log";

    private const int Lines = 1_000_000;

    // 89 bytes a line. Afterwards it stays up, so that nothing of its end is measured.
    private const string Script = """
        trap 'exit 0' TERM
        awk 'BEGIN {
            for (i = 1; i <= LINES; i++)
                printf "INFO request=%07d method=GET path=/api/orders/%05d status=200 took=%03dms bytes=%05d\n", i, i % 90000, i % 997, i % 65521
        }'
        while :; do sleep 1 & wait $!; done
        """;

    private readonly List<LogReading> _readings = [];
    private readonly WorkingCopy _copy;
    private readonly LogService _service;

    private LogBenchmark(WorkingCopy copy, LogService service)
    {
        _copy = copy;
        _service = service;
    }

    public static async Task<LogBenchmark> StartAsync(WorkingCopy copy, EngineClient engine, CancellationToken stop)
    {
        string count = Lines.ToString(CultureInfo.InvariantCulture);
        string script = Script.Replace("LINES", count, StringComparison.Ordinal);
        return new(copy, await LogService.StartAsync(engine, script, "request=" + count, stop));
    }

    public Comparison Compare(CancellationToken stop) => new(
        string.Create(CultureInfo.InvariantCulture, $"Get-SwarmLog, {Lines:N0} lines / docker service logs --raw"),
        Rounds.Run(warmUps: 0, rounds: 5, () => Read(stop), () => ReadWithDocker(stop)),
        1 / 0.9);

    /// <summary>The most memory that any of the processes ever had, after the comparison.</summary>
    public long PeakBytes => _readings.Max(reading => reading.Sample.Bytes);

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    // Each in a new process: what one reads must not have warmed up the next, and the memory is of one alone.
    private Sample Read(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        LogReading reading = LogReading.Parse(ChildProcess.Run(
            "dotnet", typeof(LogBenchmark).Assembly.Location, ChildArgument, _copy.Manifest, _service.Name));
        Require("Get-SwarmLog", reading.Lines);
        _readings.Add(reading);
        return reading.Sample;
    }

    private Sample ReadWithDocker(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        (long lines, Sample sample) = DockerClient.CountLines("service", "logs", "--raw", _service.Name);
        Require("docker", lines);
        return sample;
    }

    private static void Require(string what, long lines)
    {
        if (lines != Lines)
        {
            throw new BenchException($"{what} read {lines} lines of {Lines}.");
        }
    }
}
