using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Compose;
using SwarmTools.Contents;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;
using SwarmTools.Networks;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Stacks;

/// <summary>Tests that carry plans out in a swarm of values.</summary>
public abstract class AppliedStackTests
{
    private protected FakeSwarm Swarm { get; } = new();
    private protected List<object> Told { get; } = [];

    private protected StackApplier Applier
    {
        get
        {
            StackServiceWork work = new(
                Swarm, Swarm, new ServiceRemover(Swarm, Swarm, Swarm, Swarm.Clock), new RolloutWatcher(Swarm, Swarm, Swarm, Swarm.Clock), new LastWords(new FakeLog()), Swarm.Clock);
            StackContents contents = new(new ComposeInput("/", new Dictionary<string, string>(), new Dictionary<string, string>(), _ => null), new Dictionary<string, SecureString>());
            StackReturn back = new(work, () => new ServiceUpdater(Swarm, Swarm.Clock, new Random(1)), new SecretStore(Swarm), new ConfigStore(Swarm), new NetworkRemover(Swarm, Swarm, Swarm.Clock), Swarm, Swarm.Clock);
            return new(new(Swarm, Swarm, Swarm, contents, Swarm.Clock), work, back, new(Swarm, Swarm, Swarm, new ConfigHistoryStore(Swarm), new(Swarm.Clock)), new StackHistory(new(Swarm), "me@here", new(Swarm.Clock)), Swarm.Clock);
        }
    }

    private protected async Task<StackOutcome> ApplyAsync(IReadOnlyList<StackStep> steps, params StackStep[] declined)
    {
        ObservedStack observed = new() { Services = Swarm.Services };
        StackApplyOptions options = new() { Api = FakeSwarm.Api, IsWatched = false, Declined = declined };
        return await Applier.ApplyAsync(new(new("shop"), steps), observed, options, Told.Add, TestContext.Current.CancellationToken);
    }

    private protected StackStep Update(string name)
    {
        Swarm.Services.Add(A.Service(name));
        StackStep step = Create(name, []);
        return step with
        {
            Change = new() { Type = SwarmStackObjectType.Service, Name = name, Action = SwarmStackAction.Update },
            Seen = Swarm.Services.Single(service => service.Name == name),
        };
    }

    private protected static StackStep Create(string name, JsonObject container, params StackDependency[] dependencies)
    {
        container["Image"] = "new:1";
        JsonObject spec = new() { ["Name"] = name, ["TaskTemplate"] = new JsonObject { ["ContainerSpec"] = container } };
        return new(new() { Type = SwarmStackObjectType.Service, Name = name, Action = SwarmStackAction.Create })
        {
            Service = new(name, name, spec) { Image = "new:1", Dependencies = dependencies },
            Spec = spec,
        };
    }

    private protected void Once(Action work)
    {
        Swarm.BeforeUpdate = () => { };
        work();
    }
}
