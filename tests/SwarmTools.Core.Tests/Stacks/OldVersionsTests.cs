using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Contents;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Stacks;

/// <summary>Which versions of a secret go after a stack brought a new one.</summary>
public class OldVersionsTests
{
    private readonly FakeSwarm _swarm = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_beyond_the_number_go_that_nobody_needs()
    {
        await RemoveAsync(keep: 1);
        Assert.Equal(["pw-v3"], _swarm.Secrets.Select(secret => secret.Name));
    }

    [Fact]
    public async Task What_a_kept_revision_of_a_stack_names_stays()
    {
        JsonObject spec = (JsonObject)JsonNode.Parse("""{"Name":"shop_web","TaskTemplate":{"ContainerSpec":{"Secrets":[{"SecretID":"pw-id","SecretName":"pw"}]}}}""")!;
        await new StackRevisionStore(_swarm).AddAsync(new() { StackName = "shop", Services = [new("web", "shop_web", spec)] }, 1, Stop);
        await RemoveAsync(keep: 1);
        Assert.Equal(["pw", "pw-v3"], _swarm.Secrets.Select(secret => secret.Name));
    }

    private async Task RemoveAsync(int keep)
    {
        foreach (int number in new[] { 1, 2, 3 })
        {
            string name = ContentVersion.NameOf("pw", number);
            _swarm.Secrets.Add(new() { Id = name + "-id", Name = name, Labels = ContentVersion.LabelsOf("pw", number, new Dictionary<string, string>()) });
        }

        StackStep made = new(new() { Type = SwarmStackObjectType.Secret, Name = "pw-v3", Action = SwarmStackAction.Create }) { Content = new("pw", "pw", new(ContentSourceKind.File, "pw.txt")) };
        StackPlan plan = new(new("shop"), [made]);
        await new OldVersions(_swarm, _swarm, _swarm, new ConfigHistoryStore(_swarm), new(_swarm.Clock)).RemoveAsync(plan, keep, new(plan, new(), new(), warning => Assert.Fail($"{warning}")), Stop);
    }
}
