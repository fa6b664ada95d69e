using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;
using SwarmTools.Networks;
using SwarmTools.Services;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Stacks;

public class StackRemoverTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly FakeSwarm _swarm = new()
    {
        Services = { AStack.Service("shop", "shop_api"), AStack.Service("shop", "shop_web"), AStack.Service("blog", "blog_web") },
        Networks = { AStack.Network("shop", "shop_default"), AStack.Network("blog", "blog_default"), A.Network("outside") },
        Secrets = { AStack.Secret("shop", "shop_key"), A.Secret("key") },
        Configs = { AStack.Config("shop", "shop_motd"), A.Config("motd") },
    };

    private readonly List<StackRemoval> _ends = [];
    private bool _keepHistory;

    private StackRemover Remover => new(
        new(_swarm, _swarm, _swarm, _swarm, _swarm, _swarm),
        new ServiceRemover(_swarm, _swarm, _swarm, _swarm.Clock),
        new NetworkRemover(_swarm, _swarm, _swarm.Clock),
        _swarm,
        _swarm,
        new ServiceHistory(new ConfigHistoryStore(_swarm), "me@here"),
        new StackHistory(new StackRevisionStore(_swarm), "me@here", new(_swarm.Clock)),
        _swarm.Clock);

    private string[] Removals => [.. _swarm.Requests.Where(request => request.StartsWith("remove ", StringComparison.Ordinal))];

    [Fact]
    public async Task Services_go_first_then_networks_then_secrets_and_configs()
    {
        await RunAsync("shop");
        Assert.Equal(
            ["remove shop_api-id", "remove shop_web-id", "remove network shop_default-swarm-id", "remove secret shop_key-id", "remove config shop_motd-id"], Removals);
        RequireNoFailure();
        Assert.Equal(["blog_web"], _swarm.Services.Select(service => service.Name));
        Assert.Equal(["blog_default", "outside"], _swarm.Networks.Select(network => network.Name));
        Assert.Equal(["key"], _swarm.Secrets.Select(secret => secret.Name));
        Assert.Equal(["motd"], _swarm.Configs.Select(config => config.Name));
    }

    [Fact]
    public async Task A_network_waits_for_the_last_task_of_the_services()
    {
        _swarm.Tasks.Add(AStack.Task("shop", "shop_web"));
        _swarm.Clock.At(TimeSpan.FromSeconds(3), () =>
        {
            Assert.DoesNotContain("remove network shop_default-swarm-id", _swarm.Requests);
            _swarm.Tasks.Clear();
        });
        await RunAsync("shop");
        Assert.True(_swarm.Clock.UtcNow >= A.Noon.AddSeconds(3));
        Assert.Contains("remove network shop_default-swarm-id", _swarm.Requests);
        RequireNoFailure();
    }

    // As after docker stack rm, or a removal that was stopped in the middle.
    [Theory]
    [InlineData(SwarmTaskState.Running, false, 3)]
    [InlineData(SwarmTaskState.Shutdown, false, 3)]
    [InlineData(SwarmTaskState.Complete, true, 0)]
    public async Task Tasks_of_services_that_somebody_removed_before_are_waited_for_too(SwarmTaskState state, bool ofJob, int seconds)
    {
        _swarm.Services.RemoveAll(service => service.StackName == "shop");
        _swarm.Tasks.Add(AStack.Task("shop", "shop_web", state, ofJob));
        _swarm.Clock.At(TimeSpan.FromSeconds(3), _swarm.Tasks.Clear);
        await RunAsync("shop");
        Assert.Equal(A.Noon.AddSeconds(seconds), _swarm.Clock.UtcNow);
        Assert.Equal(["blog_default", "outside"], _swarm.Networks.Select(network => network.Name));
        RequireNoFailure();
    }

    [Fact]
    public async Task A_network_of_tasks_that_do_not_end_is_left_and_the_rest_goes()
    {
        _swarm.Networks.Add(AStack.Network("shop", "shop_back"));
        _swarm.Tasks.Add(AStack.Task("shop", "shop_web"));
        await RunAsync("shop");
        Assert.Equal([("service", "shop_web", ErrorId.RemovalTimedOut), ("network", "shop_default", ErrorId.NetworkInUse)], Failures());
        Assert.Contains("'shop_web'", _ends.Last(end => end.Failure is not null).Failure!.Message);
        Assert.Equal(["remove network shop_back-swarm-id", "remove secret shop_key-id", "remove config shop_motd-id"], Removals[2..]);
    }

    [Fact]
    public async Task Of_services_that_are_gone_and_still_run_all_networks_are_left()
    {
        _swarm.Services.RemoveAll(service => service.StackName == "shop");
        _swarm.Tasks.Add(AStack.Task("shop", "shop_web"));
        await RunAsync("shop", "blog");
        Assert.Equal([("service", "shop_web-id", ErrorId.RemovalTimedOut), ("network", "shop_default", ErrorId.NetworkInUse)], Failures());
        Assert.DoesNotContain(_swarm.Networks, network => network.Name == "blog_default");
    }

    [Fact]
    public async Task What_fails_keeps_what_it_uses_and_nothing_else()
    {
        _swarm.Networks.Add(AStack.Network("shop", "shop_back"));
        _swarm.Refusals["remove shop_api-id"] = new(ErrorId.EngineError, "no");
        _swarm.Refusals["remove secret shop_key-id"] = new(ErrorId.SecretInUse, "in use");
        await RunAsync("shop");
        Assert.Equal([("service", "shop_api", ErrorId.EngineError), ("network", "shop_default", ErrorId.NetworkInUse), ("secret", "shop_key", ErrorId.SecretInUse)], Failures());
        Assert.Equal(["shop_api", "blog_web"], _swarm.Services.Select(service => service.Name));
        Assert.DoesNotContain(_swarm.Networks, network => network.Name == "shop_back");
        Assert.DoesNotContain(_swarm.Configs, config => config.Name == "shop_motd");
    }

    [Fact]
    public async Task A_network_that_another_stack_uses_is_an_error()
    {
        _swarm.Services.Add(AStack.Service("blog", "blog_api", network: "shop_default-swarm-id"));
        await RunAsync("shop");
        Assert.Equal([("network", "shop_default", ErrorId.NetworkInUse)], Failures());
        Assert.Contains("'blog_api'", _ends.Single(end => end.Failure is not null).Failure!.Message);
    }

    [Fact]
    public async Task Stacks_that_use_networks_of_each_other_go_together()
    {
        _swarm.Services.Add(AStack.Service("blog", "blog_api", network: "shop_default-swarm-id"));
        await RunAsync("shop", "blog");
        RequireNoFailure();
        Assert.Equal(["outside"], _swarm.Networks.Select(network => network.Name));
    }

    [Theory]
    [InlineData("remove shop_api-id", "ServiceNotFound")]
    [InlineData("remove network shop_default-swarm-id", "NetworkNotFound")]
    [InlineData("remove secret shop_key-id", "SecretNotFound")]
    [InlineData("remove config shop_motd-id", "ConfigNotFound")]
    public async Task What_somebody_else_removed_meanwhile_is_as_good(string request, string id)
    {
        // The swarm in memory keeps what it refuses to remove, and with a service its network.
        _swarm.Services[0] = AStack.Service("shop", "shop_api", network: "none");
        _swarm.Refusals[request] = new(ErrorId.All.Single(known => known.Name == id), "gone");
        await RunAsync("shop");
        RequireNoFailure();
    }

    [Fact]
    public async Task What_would_fail_for_all_ends_the_work()
    {
        _swarm.Refusals["remove shop_api-id"] = new(ErrorId.EngineAccessDenied, "no");
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => RunAsync("shop"));
        Assert.True(failure.Is(ErrorId.EngineAccessDenied));
        Assert.DoesNotContain(Removals, request => request.StartsWith("remove network", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Managers_that_elect_a_leader_are_asked_again()
    {
        _swarm.Refusals["remove shop_api-id"] = new(ErrorId.NoLeader, "no leader");
        _swarm.Clock.At(TimeSpan.FromSeconds(3), () => _swarm.Refusals.Clear());
        await RunAsync("shop");
        RequireNoFailure();
        Assert.DoesNotContain(_swarm.Services, service => service.StackName == "shop");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_history_of_the_services_goes_with_them_unless_it_is_kept(bool kept)
    {
        ConfigHistoryStore store = new(_swarm);
        await store.AddAsync(new() { ServiceId = "shop_web-id", ServiceName = "shop_web" }, TestContext.Current.CancellationToken);
        await store.AddAsync(new() { ServiceId = "blog_web-id", ServiceName = "blog_web" }, TestContext.Current.CancellationToken);
        StackRevisionStore stacks = new(_swarm);
        await stacks.AddAsync(new() { StackName = "shop" }, 1, TestContext.Current.CancellationToken);
        await stacks.AddAsync(new() { StackName = "blog" }, 1, TestContext.Current.CancellationToken);
        _keepHistory = kept;
        await RunAsync("shop");
        IReadOnlyList<SwarmRevision> left = await store.ListAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(kept ? ["blog_web", "shop_web"] : ["blog_web"], left.Select(revision => revision.ServiceName));
        Assert.Equal(kept ? ["blog", "shop"] : ["blog"], (await stacks.ListAsync(null, TestContext.Current.CancellationToken)).Select(revision => revision.StackName));
    }

    [Fact]
    public async Task A_history_that_cannot_be_removed_is_an_error_of_its_own()
    {
        _swarm.Services.Clear();
        _swarm.Services.Add(AStack.Service("shop", "shop_web"));
        _swarm.Refusals["configs " + SwarmConfig.RevisionLabel] = new(ErrorId.EngineError, "no");
        await RunAsync("shop");
        Assert.Equal([("history of the service", "shop_web", ErrorId.EngineError)], Failures());
    }

    [Fact]
    public async Task A_network_is_waited_for_until_it_is_listed_no_more()
    {
        _swarm.NetworksLinger = true;
        _swarm.Clock.At(TimeSpan.FromSeconds(4), () => _swarm.Networks.RemoveAll(network => network.Name == "shop_default"));
        await RunAsync("shop");
        Assert.Equal(A.Noon.AddSeconds(4), _swarm.Clock.UtcNow);
        RequireNoFailure();
    }

    [Fact]
    public async Task Many_services_go_side_by_side()
    {
        _swarm.Services.AddRange(Enumerable.Range(0, 100).Select(number => AStack.Service("shop", $"shop_{number}")));
        await RunAsync("shop");
        Assert.Equal(["blog_web"], _swarm.Services.Select(service => service.Name));
        Assert.Equal(102, _ends.Count(end => end is { Noun: "service", Failure: null }));
    }

    private Task RunAsync(params string[] names) => Remover.RunAsync(names, s_limit, _keepHistory, _ends.Add, TestContext.Current.CancellationToken);

    private void RequireNoFailure() => Assert.Empty(Failures());

    private IEnumerable<(string Noun, string Name, ErrorId Id)> Failures() =>
        _ends.Where(end => end.Failure is not null).Select(end => (end.Noun, end.Name, ErrorId.All.Single(id => end.Failure!.Is(id))));
}
