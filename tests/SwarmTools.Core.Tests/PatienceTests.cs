using System;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests;

public class PatienceTests
{
    private readonly FakeClock _clock = new();
    private int _asked;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Managers_that_elect_a_leader_are_asked_again()
    {
        Assert.Equal("yes", await new Patience(_clock).AskAsync(_ => ++_asked < 5 ? throw new SwarmException(ErrorId.NoLeader, "no leader") : Task.FromResult("yes"), Stop));
        Assert.Equal((5, TimeSpan.FromSeconds(4)), (_asked, _clock.UtcNow - A.Noon));
    }

    [Fact]
    public async Task Managers_that_have_no_leader_for_long_are_given_up()
    {
        await Refused.WithAsync(ErrorId.NoLeader, ["no leader"], () => new Patience(_clock).AskAsync<int>(_ => throw new SwarmException(ErrorId.NoLeader, "no leader"), Stop));
        Assert.Equal(Patience.Limit, _clock.UtcNow - A.Noon);
    }

    [Fact]
    public Task What_does_not_pass_is_not_asked_again() =>
        Refused.WithAsync(ErrorId.Conflict, ["no"], () => new Patience(_clock).AskAsync<int>(_ => _asked++ > 0 ? throw new InvalidOperationException("Asked twice.") : throw new SwarmException(ErrorId.Conflict, "no"), Stop));

    [Fact]
    public Task An_engine_that_takes_a_request_and_never_answers_is_given_up() => Refused.WithAsync(
        ErrorId.EngineUnreachable, ["did not answer it in 50ms"], () => new Patience(_clock, TimeSpan.FromMilliseconds(50)).AskAsync(NeverAsync, Stop));

    [Fact]
    public async Task A_stop_is_a_stop()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Patience(_clock).AskAsync(NeverAsync, stop.Token));
    }

    private static async Task<int> NeverAsync(CancellationToken stop)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        return 0;
    }
}
