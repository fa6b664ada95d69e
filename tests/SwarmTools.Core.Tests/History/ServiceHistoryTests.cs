using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.History;

public class ServiceHistoryTests
{
    private readonly FakeSwarm _swarm = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ConfigHistoryStore Store => new(_swarm);

    private ServiceHistory History => new(Store, "me@here");

    [Fact]
    public async Task What_the_service_has_is_kept_first()
    {
        SwarmRevision begun = await BeginAsync("app:1", "app:2");
        Assert.Equal(["1  Unknown Found before a rollout.", "2 1 InProgress because"], await ListedAsync());
        Assert.Equal((2, 1, "me@here", "web-id"), (begun.Revision, begun.FromRevision, begun.CreatedBy, begun.ServiceId));
    }

    [Fact]
    public async Task What_the_service_has_is_not_kept_again()
    {
        await BeginAsync("app:1", "app:2");
        Assert.Equal(2, (await BeginAsync("app:2", "app:3")).FromRevision);
        Assert.Equal(3, (await ListedAsync()).Count);
    }

    [Fact]
    public async Task What_somebody_else_brought_in_between_is_kept_too()
    {
        await BeginAsync("app:1", "app:2");
        Assert.Equal((4, 3), await NumbersAsync("app:other", "app:3"));
    }

    [Fact]
    public async Task The_newest_of_several_revisions_with_the_same_spec_is_the_current_one()
    {
        await BeginAsync("app:1", "app:2");
        await BeginAsync("app:2", "app:1");
        Assert.Equal(3, await CurrentAsync("app:1"));
        Assert.Equal(2, await CurrentAsync("app:2"));
        Assert.Null(await CurrentAsync("app:9"));
    }

    [Fact]
    public async Task One_revision_of_each_service_is_marked_as_current()
    {
        await BeginAsync("app:1", "app:2");
        await BeginAsync("app:1", "app:2", "db");
        SwarmService[] services = [A.Service(Document("app:2", "web")), A.Service(Document("app:1", "db")), A.Service("other")];
        Assert.Equal(
            ["web 1 False", "web 2 True", "db 1 True", "db 2 False"],
            (await History.OfAsync(services, Stop)).Select(revision => $"{revision.ServiceName} {revision.Revision} {revision.IsCurrent}"));
        Assert.Equal([1, 2], (await History.OfAsync([services[0]], Stop)).Select(revision => revision.Revision));
    }

    [Fact]
    public async Task Changes_are_those_since_the_revision_that_the_service_had()
    {
        await BeginAsync("app:1", "app:2");
        await BeginAsync("app:1", "app:3");
        IReadOnlyList<SwarmRevision> all = await History.OfAsync([A.Service(Document("app:3", "web"))], Stop);
        Assert.Equal(["", "app:1 -> app:2", "app:1 -> app:3"], all.Select(revision => string.Join("; ", revision.Changes.Select(change => $"{change.Old} -> {change.New}"))));
    }

    [Fact]
    public async Task What_was_kept_of_another_service_of_that_name_is_shown_and_decides_nothing()
    {
        await BeginAsync("app:1", "app:2");
        JsonObject namesake = Document("app:2", "web");
        namesake["ID"] = "other-id";
        Assert.Empty(await History.ListAsync(new(namesake), Stop));
        Assert.Equal(["1 False", "2 False"], (await History.OfAsync([A.Service(namesake)], Stop)).Select(revision => $"{revision.Revision} {revision.IsCurrent}"));
        Assert.Equal((4, 3), await NumbersAsync(namesake, "app:3"));
    }

    [Fact]
    public async Task How_tasks_are_replaced_on_the_way_is_kept_beside_the_spec()
    {
        SwarmRevision begun = await History.BeginAsync(Service("app:1"), Spec("app:1"), new() { Spec = Spec("app:2"), During = new() { ["Delay"] = 7 } }, Stop);
        Assert.Equal("""{"Delay":7}""", RevisionJson.DuringOf(begun)!.ToJsonString());
        Assert.Null(RevisionJson.DuringOf((await Store.ListAsync("web", Stop))[0]));
    }

    [Fact]
    public async Task What_was_changed_on_the_way_is_kept_as_a_revision_of_its_own()
    {
        SwarmRevision begun = await BeginAsync("app:1", "app:2");
        await History.AmendAsync(Service("app:2"), begun, Spec("app:2b"), Stop);
        Assert.Equal(["1  Unknown Found before a rollout.", "2 1 Superseded because", "3 1 InProgress because"], await ListedAsync());
    }

    [Fact]
    public async Task The_newest_good_one_and_what_it_came_from_are_kept_beyond_the_limit()
    {
        await History.MarkAsync(await BeginAsync("app:1", "app:2"), SwarmRolloutOutcome.Converged, Stop);
        await History.MarkAsync(await BeginAsync("app:2", "app:3"), SwarmRolloutOutcome.TasksFailing, Stop);
        await History.MarkAsync(await BeginAsync("app:2", "app:4"), SwarmRolloutOutcome.TasksFailing, Stop);
        await History.TrimAsync("web", 1, Stop);
        Assert.Equal([1, 2, 4], (await Store.ListAsync("web", Stop)).Select(revision => revision.Revision));
    }

    [Theory]
    [InlineData(5, "1 2 3")]
    [InlineData(3, "1 2 3")]
    [InlineData(2, "2 3")]
    [InlineData(0, "")]
    public async Task The_oldest_are_forgotten_beyond_a_limit(int limit, string expected)
    {
        await BeginAsync("app:1", "app:2");
        await BeginAsync("app:2", "app:3");
        await BeginAsync("app:1", "app:2", "db");
        await History.TrimAsync("web", limit, Stop);
        Assert.Equal(expected, string.Join(" ", (await Store.ListAsync("web", Stop)).Select(revision => revision.Revision)));
        Assert.Equal(2, (await Store.ListAsync("db", Stop)).Count);
    }

    [Fact]
    public async Task A_revision_that_is_not_kept_is_refused_with_those_that_are()
    {
        await Refused.WithAsync(ErrorId.RevisionNotFound, ["'web'", "no revision 7", "None are kept"], () => History.GetAsync("web", 7, Stop));
        await BeginAsync("app:1", "app:2");
        await Refused.WithAsync(ErrorId.RevisionNotFound, ["no revision 7", "Kept are 1, 2;"], () => History.GetAsync("web", 7, Stop));
        Assert.Equal(2, (await History.GetAsync("web", 2, Stop)).Revision);
    }

    [Fact]
    public async Task The_newest_is_found_where_there_is_one()
    {
        await Refused.WithAsync(ErrorId.RevisionNotFound, ["'web'", "Invoke-SwarmRollingUpdate"], () => History.NewestAsync("web", Stop));
        await BeginAsync("app:1", "app:2");
        Assert.Equal(2, (await History.NewestAsync("web", Stop)).Revision);
    }

    [Fact]
    public async Task A_revision_is_found_by_the_id_under_which_it_is_kept()
    {
        SwarmRevision begun = await BeginAsync("app:1", "app:2");
        Assert.Equal(2, (await History.GetByIdAsync(begun.Id, begun.Name, Stop)).Revision);
        await Store.RemoveAsync(begun, Stop);
        await Refused.WithAsync(ErrorId.RevisionNotFound, ["web revision 2", "not kept any more"], () => History.GetByIdAsync(begun.Id, begun.Name, Stop));
    }

    [Fact]
    public async Task How_it_ended_is_noted_and_what_did_not_begin_forgotten()
    {
        SwarmRevision begun = await BeginAsync("app:1", "app:2");
        await History.MarkAsync(begun, SwarmRolloutOutcome.Converged, Stop);
        Assert.Equal("2 1 Converged because", (await ListedAsync())[1]);
        await History.ForgetAsync(begun, Stop);
        Assert.Single(await ListedAsync());
    }

    private Task<(int, int?)> NumbersAsync(string now, string target) => NumbersAsync(Document(now, "web"), target);

    private async Task<(int, int?)> NumbersAsync(JsonObject document, string target)
    {
        SwarmRevision begun = await History.BeginAsync(new(document), (JsonObject)document["Spec"]!, new() { Spec = Spec(target), Reason = "because" }, Stop);
        return (begun.Revision, begun.FromRevision);
    }

    private async Task<int?> CurrentAsync(string image) =>
        (await History.OfAsync([A.Service(Document(image, "web"))], Stop)).SingleOrDefault(revision => revision.IsCurrent)?.Revision;

    private Task<SwarmRevision> BeginAsync(string now, string target, string service = "web") =>
        History.BeginAsync(Service(now, service), Spec(now, service), new() { Spec = Spec(target, service), Reason = "because" }, Stop);

    private static JsonObject Spec(string image, string service = "web") => (JsonObject)Document(image, service)["Spec"]!.DeepClone();

    private async Task<IReadOnlyList<string>> ListedAsync() =>
        [.. (await Store.ListAsync("web", Stop)).Select(revision => $"{revision.Revision} {revision.FromRevision} {revision.Outcome} {revision.Reason}")];

    private static ServiceSpec Service(string image, string service = "web") => new(Document(image, service));

    private static JsonObject Document(string image, string service) => (JsonObject)JsonNode.Parse(
        $$"""{ "ID": "{{service}}-id", "Version": { "Index": 1 }, "Spec": { "Name": "{{service}}", "TaskTemplate": { "ContainerSpec": { "Image": "{{image}}" } } } }""")!;
}
