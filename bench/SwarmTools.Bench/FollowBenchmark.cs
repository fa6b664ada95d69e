using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Bench;

/// <summary>A cmdlet beside logs that are followed in the same process.</summary>
internal sealed class FollowBenchmark : IAsyncDisposable
{
    private const int Followers = 16;

    // Ten lines a second.
    private const string Script = "trap 'exit 0' TERM; i=0; while :; do i=$((i+1)); echo line $i; sleep 0.1 & wait $!; done";

    private readonly ModuleSession _session = new();
    private readonly LogService _service;
    private readonly WorkingCopy _copy;

    private FollowBenchmark(WorkingCopy copy, LogService service)
    {
        _copy = copy;
        _service = service;
        _session.Import(copy.Manifest);
    }

    public static async Task<FollowBenchmark> StartAsync(WorkingCopy copy, EngineClient engine, CancellationToken stop) =>
        new(copy, await LogService.StartAsync(engine, Script, "line", stop));

    /// <summary>The two cannot take turns call by call, so they do block by block: following begins and ends with each block.</summary>
    public Comparison Compare() => new(
        string.Create(CultureInfo.InvariantCulture, $"Get-SwarmNode beside {Followers} followed logs / alone"),
        Rounds.Run(warmUps: 1, rounds: 7, MedianWhileFollowing, MedianOfCalls),
        1.5);

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _service.DisposeAsync();
    }

    private Sample MedianWhileFollowing()
    {
        List<LogFollower> followers = [.. Enumerable.Range(0, Followers).Select(_ => new LogFollower(_copy, _service.Name))];
        try
        {
            followers.ForEach(follower => follower.AwaitLine());
            return MedianOfCalls();
        }
        finally
        {
            followers.ForEach(follower => follower.Dispose());
        }
    }

    private Sample MedianOfCalls() => Rounds.MedianOf(100, () => _session.Run("Get-SwarmNode"));
}
