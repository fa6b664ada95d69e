using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Rollouts;

namespace SwarmTools.Core.Tests.Contents;

public class RotationFailureTests
{
    private readonly RotationSwarm _rotation = new();

    private FakeSwarm Swarm => _rotation.Swarm;

    private IEnumerable<string> Secrets => Swarm.Secrets.Select(secret => secret.Name);

    [Fact]
    public async Task Where_one_fails_all_go_back_and_the_new_version_is_gone()
    {
        _rotation.Secret("db", "old");
        _rotation.Service("api", "db=x", "db=y");
        _rotation.Service("web", "db");
        _rotation.Orchestrator.Fails = (service, spec) => service == "web" && spec.ToJsonString().Contains("db-v2", StringComparison.Ordinal);
        Assert.Null(await _rotation.RotateAsync("db", "new", new() { Timeout = TimeSpan.FromMinutes(1) }));
        Assert.Equal(["api: RolledBack", "web: RolledBack"], _rotation.Outcomes);
        Assert.Equal("It went well here, and failed on 'web'. It is back on what it had before.", _rotation.Results[0].Message);
        Assert.Equal([SwarmRolloutOutcome.Converged, SwarmRolloutOutcome.TasksFailing], _rotation.Results.Select(result => result.Cause));
        Assert.StartsWith("The service 'api' was taken back. It went well here", RolloutFailure.Of(_rotation.Results[0])?.Message, StringComparison.Ordinal);
        Assert.Equal("x=db y=db", _rotation.Reads("api"));
        Assert.Equal("db=db", _rotation.Reads("web"));
        Assert.Equal(["db"], Secrets);
        Assert.Contains("The secret 'db-v2' was removed again.", _rotation.Told);
        Assert.Equal("Taken back, because 'web' failed with it.", (await _rotation.RevisionsAsync("api"))[^1].Reason);
    }

    [Fact]
    public async Task After_a_failure_no_other_service_is_touched()
    {
        _rotation.Secret("db", "old");
        string[] names = [.. Enumerable.Range(1, 9).Select(number => "s" + number)];
        names.ToList().ForEach(name => _rotation.Service(name, "db"));
        _rotation.Orchestrator.Fails = (_, spec) => spec.ToJsonString().Contains("db-v2", StringComparison.Ordinal);
        Assert.Null(await _rotation.RotateAsync("db", "new", new() { Timeout = TimeSpan.FromMinutes(1) }));
        Assert.InRange(_rotation.Results.Count, 1, 5);
        Assert.All(names, name => Assert.Equal("db=db", _rotation.Reads(name)));
        Assert.DoesNotContain(_rotation.Changes, change => change.Contains("s9-id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_cannot_be_seen_through_is_a_failure_too_and_the_others_go_back()
    {
        _rotation.Secret("db", "old");
        _rotation.Service("api", "db");
        _rotation.Service("web", "db");
        Swarm.Refusals["update web-id 7"] = new(ErrorId.EngineError, "no");
        Assert.Null(await _rotation.RotateAsync("db", "new"));
        Assert.Contains("failure: web EngineError", _rotation.Told);
        Assert.Equal("It could not be seen through. It is back on what it had before.", _rotation.Results[1].Message);
        Assert.Equal("db=db", _rotation.Reads("api"));
        Assert.Equal(["db"], Secrets);
    }

    [Fact]
    public async Task A_service_that_was_told_before_its_managers_fell_silent_goes_back_too()
    {
        _rotation.Secret("db", "old");
        _rotation.Service("web", "db");
        GuardedSwarm.Once(what => Swarm.AfterUpdate = what, () => Swarm.Refusals["get web-id"] = new(ErrorId.NoLeader, "not yet"));
        Swarm.Clock.At(Patience.Limit + TimeSpan.FromSeconds(10), () => Swarm.Refusals.Clear());
        Assert.Null(await _rotation.RotateAsync("db", "new"));
        Assert.Contains("failure: web NoLeader", _rotation.Told);
        Assert.Equal("db=db", _rotation.Reads("web"));
        Assert.Equal(["db"], Secrets);
    }

    [Fact]
    public async Task A_service_that_somebody_removes_meanwhile_is_no_failure()
    {
        _rotation.Secret("db", "old");
        _rotation.Service("api", "db");
        _rotation.Service("web", "db");
        GuardedSwarm.Once(what => Swarm.BeforeInspect = what, () => Swarm.Remove("web"));
        Assert.Equal("db-v2", (await _rotation.RotateAsync("db", "new"))?.Name);
        Assert.Equal(["api: Converged"], _rotation.Outcomes);
    }

    [Fact]
    public async Task A_version_that_a_service_still_uses_stays_and_is_told()
    {
        _rotation.Secret("db", "old");
        _rotation.Service("web", "db");
        _rotation.Orchestrator.Fails = (_, spec) => spec.ToJsonString().Contains("db-v2", StringComparison.Ordinal);
        GuardedSwarm.Once(what => Swarm.AfterUpdate = what, () => _rotation.Service("late", "db-v2"));
        Assert.Null(await _rotation.RotateAsync("db", "new", new() { Timeout = TimeSpan.FromMinutes(1) }));
        Assert.Equal(["db", "db-v2"], Secrets);
        Assert.Contains(_rotation.Told, text => text.StartsWith("warning: The secret 'db-v2' could not be removed again", StringComparison.Ordinal) && text.Contains("late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_at_once_do_not_make_the_same_version()
    {
        _rotation.Secret("db", "old");
        Swarm.Refusals["create secret db-v2"] = new(ErrorId.SecretExists, "rpc error");
        await Refused.WithAsync(ErrorId.Conflict, ["'db-v2'", "somebody else"], () => _rotation.RotateAsync("db", "new"));
    }

    [Fact]
    public async Task One_that_is_stopped_leaves_all_as_it_is()
    {
        _rotation.Secret("db", "old");
        _rotation.Service("web", "db");
        using CancellationTokenSource stop = new();
        Swarm.AfterUpdate = stop.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _rotation.RotateAsync("db", "new", stop: stop.Token));
        Assert.Equal(["db", "db-v2"], Secrets);
        Assert.Equal("db=db-v2", _rotation.Reads("web"));
    }
}
