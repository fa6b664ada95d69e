using System;
using System.Globalization;

namespace SwarmTools.Bench;

/// <summary>The same change to many services, by pipeline and by docker's client.</summary>
internal sealed class EditBenchmark : IDisposable
{
    private const int Services = 100;

    private readonly ModuleSession _session = new();
    private readonly ServiceSet _services;
    private int _round;

    public EditBenchmark(WorkingCopy copy, ServiceSet services)
    {
        _services = services;
        _session.Import(copy.Manifest);
    }

    public Comparison Compare() => new(
        string.Create(CultureInfo.InvariantCulture, $"Get-SwarmService | Set-SwarmService, {Services} services / docker service update -d"),
        Rounds.Run(warmUps: 0, rounds: 3, Edit, () => EditWithDocker(++_round)),
        0.5);

    public void Dispose() => _session.Dispose();

    private void Edit()
    {
        _round++;
        string script = string.Create(
            CultureInfo.InvariantCulture, $"@(Get-SwarmService {_services.Prefix}-*)[0..{Services - 1}] | Set-SwarmService -AddLabel @{{ round = '{_round}' }} -NoWait");
        int changed = _session.RunScript(script).Count;
        if (changed != Services)
        {
            throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"{changed} services were changed."));
        }
    }

    private Sample EditWithDocker(int round) => DockerClient.MeasureEach(
        Services, number => ["service", "update", "-d", "--label-add", string.Create(CultureInfo.InvariantCulture, $"round={round}"), _services.NameOf(number + 1)]);
}
