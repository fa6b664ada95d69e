using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;

namespace SwarmTools.Core.Tests.History;

public class StackRevisionStoreTests
{
    private readonly FakeSwarm _swarm = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private StackRevisionStore Store => new(_swarm);

    [Fact]
    public async Task Numbers_count_up_for_each_stack_of_its_own()
    {
        await AddAsync("shop");
        await AddAsync("shop");
        await AddAsync("blog");
        Assert.Equal(["blog revision 1", "shop revision 1", "shop revision 2"], (await Store.ListAsync(null, Stop)).Select(revision => revision.Name));
        Assert.Equal([1, 2], (await Store.ListAsync("shop", Stop)).Select(revision => revision.Revision));
    }

    [Fact]
    public async Task All_that_a_draft_says_is_read_again()
    {
        JsonObject spec = Spec("""{"Name":"shop_web","Invented":{"deep":[1,2.50,18446744073709551615,null]}}""");
        SwarmStackRevision kept = await KeepAsync(
            new()
            {
                StackName = "shop", From = 7, Reason = "because", Author = "me@here", Outcome = SwarmStackChangeOutcome.InProgress,
                Services = [new("web", "shop_web", spec) { Dependencies = new Dictionary<string, string> { ["db"] = "Healthy" } }],
                Networks = new Dictionary<string, string> { ["n1"] = "shop_net" }, Secrets = ["shop_pw-v2"], Configs = ["shop_motd"],
            });
        Assert.Equal(("shop", 1, 7, "because", "me@here"), (kept.StackName, kept.Revision, kept.FromRevision, kept.Reason, kept.CreatedBy));
        Assert.Equal((SwarmStackChangeOutcome.InProgress, null, 1, false), (kept.Outcome, kept.EndedAt, kept.ServiceCount, kept.IsCurrent));
        Assert.Equal(["shop_web", "shop_net", "shop_pw-v2", "shop_motd"], [.. kept.Services, .. kept.Networks, .. kept.Secrets, .. kept.Configs]);
        KeptService service = Assert.Single(StackRevisionJson.ServicesOf(kept));
        Assert.Equal(("web", "Healthy", spec.ToJsonString()), (service.Key, service.Dependencies["db"], service.Spec.ToJsonString()));
        Assert.Equal("shop_net", StackRevisionJson.NetworksOf(kept)["n1"]);
    }

    [Fact]
    public async Task How_it_ended_is_in_a_label_and_nothing_but_labels_of_our_own_is_written()
    {
        SwarmStackRevision kept = await AddAsync("shop");
        await Store.MarkAsync(new(kept.StackName, kept.Id, kept.Revision), SwarmStackChangeOutcome.Undone, Stop);
        Assert.Equal(SwarmStackChangeOutcome.Undone, (await Store.ListAsync("shop", Stop)).Single().Outcome);
        SwarmConfig config = _swarm.Configs.Single();
        Assert.Equal(
            ["swarmtools.stack.revision.number=1", "swarmtools.stack.revision.of=shop", "swarmtools.stack.revision.outcome=Undone"],
            config.Labels.Select(label => $"{label.Key}={label.Value}").Order(StringComparer.Ordinal));
        Assert.True(config.IsHidden);
        await Store.RemoveAsync(kept, Stop);
        await Store.RemoveAsync(kept, Stop);
        Assert.Empty(_swarm.Configs);
    }

    [Fact]
    public async Task Those_of_services_are_others()
    {
        await new ConfigHistoryStore(_swarm).AddAsync(new() { ServiceName = "shop", Spec = Spec("{}") }, Stop);
        await AddAsync("shop");
        Assert.Equal(1, (await Store.ListAsync(null, Stop)).Single().Revision);
        Assert.Equal(1, (await new ConfigHistoryStore(_swarm).ListAsync(null, Stop)).Single().Revision);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no zip")]
    public async Task Data_of_somebody_else_is_no_revision_but_its_number_is_taken(string data)
    {
        await AddAsync("shop");
        SwarmConfig kept = _swarm.Configs.Single();
        _swarm.Configs[0] = new() { Id = kept.Id, Name = kept.Name, Labels = kept.Labels, Data = System.Text.Encoding.UTF8.GetBytes(data) };
        Assert.Empty(await Store.ListAsync("shop", Stop));
        Assert.Equal(2, (await AddAsync("shop")).Revision);
    }

    [Fact]
    public async Task A_number_that_another_client_took_is_not_taken_twice()
    {
        await AddAsync("shop");
        KeptRevision? second = await Store.AddAsync(new() { StackName = "shop", Reason = "another" }, 1, Stop);
        Assert.Equal(2, second!.Number);
        Assert.Equal([1, 2], (await Store.ListAsync("shop", Stop)).Select(revision => revision.Revision));
    }

    // Each with a hundred variables, which no two services have in common.
    [Fact]
    public async Task A_hundred_services_fit()
    {
        SwarmStackRevision kept = await KeepAsync(Draft([.. Enumerable.Range(1, 100).Select(number => Service(number, 100, 12))]));
        Assert.Equal(100, kept.ServiceCount);
        Assert.True(kept.ToJson().Length > StackRevisionStore.SizeLimit);
        Assert.InRange(_swarm.Configs.Single().Data.Length, 1, StackRevisionStore.SizeLimit);
    }

    [Fact]
    public async Task What_is_too_large_is_not_sent()
    {
        Assert.Null(await Store.AddAsync(Draft([.. Enumerable.Range(1, 100).Select(number => Service(number, 100, 100))]), 1, Stop));
        Assert.Empty(_swarm.Configs);
        Assert.Empty(_swarm.Requests);
    }

    private static StackRevisionDraft Draft(IReadOnlyList<KeptService> services) => new() { StackName = "shop", Services = services };

    private static KeptService Service(int number, int variables, int bytes)
    {
        JsonObject spec = Spec($$"""{"Name":"shop_s{{number}}","TaskTemplate":{"ContainerSpec":{"Image":"app:1"} } }""");
        spec["TaskTemplate"]!["ContainerSpec"]!["Env"] = new JsonArray([.. Enumerable.Range(1, variables).Select(variable => JsonValue.Create(
            $"VARIABLE_WITH_A_LONG_NAME_{variable.ToString(CultureInfo.InvariantCulture)}={Convert.ToHexString(RandomNumberGenerator.GetBytes(bytes))}"))]);
        return new("s" + number, "shop_s" + number, spec);
    }

    private Task<SwarmStackRevision> AddAsync(string stack) => KeepAsync(new() { StackName = stack });

    private async Task<SwarmStackRevision> KeepAsync(StackRevisionDraft draft)
    {
        KeptRevision kept = (await Store.AddAsync(draft, Store.NextOf(_swarm.Configs, draft.StackName), Stop))!;
        return (await Store.ListAsync(draft.StackName, Stop)).Single(revision => revision.Id == kept.Id);
    }

    private static JsonObject Spec(string json) => (JsonObject)JsonNode.Parse(json)!;
}
