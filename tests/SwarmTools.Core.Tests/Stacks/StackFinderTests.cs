using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Stacks;

public class StackFinderTests
{
    private readonly FakeSwarm _swarm = new()
    {
        Services = { AStack.Service("shop", "shop_api", tasks: 2, minute: 5), AStack.Service("shop", "shop_web", minute: 3), AStack.Service("blog", "blog_web"), A.Service("alone") },
        Networks = { AStack.Network("shop", "shop_default"), AStack.Network("blog", "blog_default"), A.Network("ingress") },
        Secrets = { AStack.Secret("shop", "shop_key"), A.Secret("other") },
        Configs = { AStack.Config("shop", "shop_motd"), A.Config("other") },
    };

    [Fact]
    public async Task A_stack_is_what_bears_its_label()
    {
        IReadOnlyList<SwarmStack> all = await ListAsync();
        Assert.Equal(["blog", "shop"], all.Select(stack => stack.ToString()));
        SwarmStack shop = all[1];
        Assert.Equal("shop", shop.Id);
        Assert.Equal(["shop_api", "shop_web"], shop.Services);
        Assert.Equal((3, 5), (shop.RunningTasks, shop.DesiredTasks));
        Assert.Equal(["shop_default"], shop.Networks);
        Assert.Equal(["shop_key"], shop.Secrets);
        Assert.Equal(["shop_motd"], shop.Configs);
        Assert.Equal((A.Noon, A.Noon.AddMinutes(5)), (shop.CreatedAt, shop.UpdatedAt));
    }

    [Fact]
    public async Task Of_a_stack_without_services_what_is_left_is_found()
    {
        _swarm.Services.Clear();
        _swarm.Networks.RemoveAll(network => network.Name == "blog_default");
        SwarmStack shop = Assert.Single(await ListAsync());
        Assert.Equal("shop", shop.Name);
        Assert.Empty(shop.Services);
        Assert.Equal((0, 0, A.Noon), (shop.RunningTasks, shop.DesiredTasks, shop.UpdatedAt));
    }

    [Fact]
    public async Task Without_stacks_there_are_none()
    {
        _swarm.Services.Clear();
        _swarm.Networks.Clear();
        _swarm.Secrets.Clear();
        _swarm.Configs.Clear();
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task Tasks_of_jobs_are_not_counted()
    {
        _swarm.Services.Add(AStack.Service("blog", "blog_job", tasks: 4, mode: SwarmServiceMode.ReplicatedJob));
        SwarmStack blog = (await ListAsync())[0];
        Assert.Equal(["blog_web", "blog_job"], blog.Services);
        Assert.Equal((1, 2), (blog.RunningTasks, blog.DesiredTasks));
    }

    [Theory]
    [InlineData(false, SwarmServiceMode.Replicated)]
    [InlineData(true, SwarmServiceMode.ReplicatedJob)]
    public async Task Services_that_are_gone_are_known_by_their_tasks(bool ofJob, SwarmServiceMode mode)
    {
        _swarm.Tasks.AddRange([AStack.Task("shop", "shop_web"), AStack.Task("shop", "gone", ofJob: ofJob), AStack.Task("blog", "past")]);
        StackParts parts = await Finder.PartsAsync(["shop"], TestContext.Current.CancellationToken);
        Assert.Equal(["shop_api", "shop_web"], parts.Services.Select(service => service.Name));
        SwarmService gone = Assert.Single(parts.Leaving);
        Assert.Equal(("gone-id", "shop", mode), (gone.Id, gone.StackName, gone.Mode));
    }

    [Fact]
    public async Task The_parts_of_several_stacks_are_found_together()
    {
        StackParts parts = await Finder.PartsAsync(["shop", "blog"], TestContext.Current.CancellationToken);
        Assert.Equal(["shop_default", "blog_default"], parts.Networks.Select(network => network.Name));
        Assert.Equal(3, parts.Services.Count);
        Assert.Equal(["shop_key"], parts.Secrets.Select(secret => secret.Name));
        Assert.Equal(["shop_motd"], parts.Configs.Select(config => config.Name));
    }

    private StackFinder Finder => new(_swarm, _swarm, _swarm, _swarm, _swarm, _swarm);

    private Task<IReadOnlyList<SwarmStack>> ListAsync() => Finder.ListAsync(TestContext.Current.CancellationToken);
}
