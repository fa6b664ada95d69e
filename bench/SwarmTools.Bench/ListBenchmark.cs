using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;

namespace SwarmTools.Bench;

/// <summary>The list of services in a session that has asked for it before.</summary>
internal sealed class ListBenchmark : IDisposable
{
    private const string Cmdlet = "Get-SwarmService";

    private readonly ModuleSession _session = new();
    private readonly BareSocket _socket;
    private readonly int _count;

    public ListBenchmark(WorkingCopy copy, string apiVersion, int count)
    {
        _count = count;
        _socket = new($"/v{apiVersion}/services?status=true");
        _session.Import(copy.Manifest);
    }

    public IEnumerable<Comparison> Compare()
    {
        // So many, because the runtime compiles what runs often a second time, and better.
        yield return new(
            string.Create(CultureInfo.InvariantCulture, $"{Cmdlet}, {_count} services, warm / its bytes on a bare socket"),
            Rounds.Run(warmUps: 100, rounds: 300, List, () => _socket.Read()),
            1.25);

        yield return new(
            $"{Cmdlet}, warm / docker service ls, a process",
            Rounds.Run(warmUps: 2, rounds: 21, List, () => DockerClient.Measure("service", "ls")),
            0.35);
    }

    /// <summary>The managed memory that one call allocates, on all threads.</summary>
    public long BytesPerCall()
    {
        const int Calls = 20;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int call = 0; call < Calls; call++)
        {
            List();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Calls;
    }

    public int AnswerBytes() => _socket.Read();

    public void Dispose()
    {
        _session.Dispose();
        _socket.Dispose();
    }

    private void List()
    {
        Collection<PSObject> services = _session.Run(Cmdlet);
        if (services.Count < _count)
        {
            throw new BenchException($"{Cmdlet} wrote {services.Count} services, but there are {_count}.");
        }
    }
}
