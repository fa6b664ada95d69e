using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Backups;
using SwarmTools.Cluster;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;
using SwarmTools.Nodes;
using SwarmTools.Registries;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Backups;

/// <summary>A backup that is put into a swarm of values.</summary>
public sealed class SwarmRestorerTests : BackupTests
{
    private readonly FakeSwarm _swarm = new();
    private readonly SecureString _value = new();

    public SwarmRestorerTests()
    {
        Planted.ToList().ForEach(_value.AppendChar);
        _swarm.Nodes.Clear();
        _swarm.Nodes.Add(A.Node("n1", SwarmNodeRole.Manager, SwarmNodeAvailability.Active, SwarmReachability.Reachable, SwarmNodeState.Ready, 1, SwarmTools.Empty.Labels));
        _swarm.Spec = [];
        _swarm.SubnetsAfter = TimeSpan.FromHours(1);
    }

    [Fact]
    public async Task All_is_made_in_order_with_the_ids_of_the_new_swarm_and_a_second_time_nothing_is_sent()
    {
        RestoreOutcome outcome = await RestoreAsync();

        Assert.Empty(outcome.Failures);
        Assert.Equal(["update swarm 2", "update node n1", "create network net", "create config conf", "create secret key", "create web", "create config swarmtools-revision-1"], Writes());
        JsonObject spec = _swarm.SpecOf("web");
        Assert.Equal("net-swarm-id", (string?)spec["TaskTemplate"]!["Networks"]![0]!["Target"]);
        Assert.Equal("key-id", (string?)spec["TaskTemplate"]!["ContainerSpec"]!["Secrets"]![0]!["SecretID"]);
        Assert.Equal("conf-id", (string?)spec["TaskTemplate"]!["ContainerSpec"]!["Privileges"]!["CredentialSpec"]!["Config"]);
        Assert.Equal(Planted, Encoding.UTF8.GetString(_swarm.Values["key-id"]));
        RevisionDraft kept = RevisionJson.Read(_swarm.Configs.Single(config => config.Name == "swarmtools-revision-1").Data)!.Value.Revision;
        Assert.Equal("web-id", kept.ServiceId);
        Assert.True(JsonNode.DeepEquals(spec["TaskTemplate"]!["Networks"], kept.Spec["TaskTemplate"]!["Networks"]));

        // The fake keeps no template of a config.
        _swarm.Configs[0] = new() { Name = "conf", Id = "conf-id", Data = _swarm.Configs[0].Data, TemplateDriver = "golang" };
        _swarm.Requests.Clear();
        RestoreOutcome again = await RestoreAsync();
        Assert.Empty(Writes());
        Assert.Equal((SwarmStackChangeOutcome.Done, 0), (again.Result.Outcome, again.Result.ChangeCount));
    }

    [Fact]
    public async Task After_a_failure_it_says_what_was_done_and_the_same_command_goes_on()
    {
        _swarm.Refusals["create secret key"] = new(ErrorId.EngineError, "The disk is full.");

        RestoreOutcome outcome = await RestoreAsync();

        Assert.Equal("EngineError", Assert.Single(outcome.Failures).ErrorId);
        Assert.Equal(
            ["default Done", "n1 Done", "net Done", "conf Done", "key Failed", "web Skipped", "swarmtools-revision-1 Skipped"],
            outcome.Result.Changes.Select(change => $"{change.Name} {change.Outcome}"));

        _swarm.Refusals.Clear();
        _swarm.Configs[0] = new() { Name = "conf", Id = "conf-id", Data = _swarm.Configs[0].Data, TemplateDriver = "golang" };
        _swarm.Requests.Clear();
        Assert.Empty((await RestoreAsync()).Failures);
        Assert.Equal(["create secret key", "create web", "create config swarmtools-revision-1"], Writes());
    }

    [Fact]
    public async Task Where_the_settings_failed_nothing_is_made()
    {
        _swarm.Refusals["update swarm 2"] = new(ErrorId.EngineError, "The disk is full.");

        RestoreOutcome outcome = await RestoreAsync();

        Assert.Single(outcome.Failures);
        Assert.DoesNotContain(Writes(), write => write.StartsWith("create", StringComparison.Ordinal));
        Assert.All(outcome.Result.Changes.Skip(2), change => Assert.Equal((SwarmStackChangeOutcome.Skipped, "Something before it failed."), (change.Outcome, change.Message)));
    }

    [Fact]
    public async Task What_needs_a_secret_without_a_value_is_skipped_with_the_reason()
    {
        RestoreOutcome outcome = await RestoreAsync(declined: "key");

        Assert.Empty(outcome.Failures);
        Assert.Equal(3, outcome.Result.SkippedCount);
        Assert.Equal(
            ["key: It was declined.", "web: It needs the secret 'key', which was declined.", "swarmtools-revision-1: It needs the service 'web', which is not there."],
            outcome.Result.Changes.Where(change => change.Outcome == SwarmStackChangeOutcome.Skipped).Select(change => $"{change.Name}: {change.Message}"));
    }

    [Theory]
    [InlineData(Planted, false)]
    [InlineData("wrong", true)]
    public async Task A_given_value_is_compared_with_that_of_a_secret_which_is_there(string held, bool isOther)
    {
        _swarm.Secrets.Add(new() { Name = "key", Id = "key-id" });
        _swarm.Values["key-id"] = Encoding.UTF8.GetBytes(held);

        Assert.Equal(isOther ? ["key"] : [], (await SeeAsync()).OtherValues);
    }

    [Fact]
    public void A_value_for_what_is_no_secret_of_the_backup_is_refused()
    {
        SwarmException refused = Assert.Throws<SwarmException>(() => new RestoreValues(Made(), new Dictionary<string, SecureString> { ["kez"] = _value }).RequireUsable());

        Assert.Equal("-SecretValue has a value for 'kez', which the backup has no such secret for. It has 'key'.", refused.Message);
        Assert.Equal("DataInvalid", Assert.Throws<SwarmException>(() => new RestoreValues(Made(), new Dictionary<string, SecureString> { ["key"] = new() }).RequireUsable()).ErrorId);
    }

    private RestoreValues Values => new(Read(Made(Revision())), new Dictionary<string, SecureString> { ["key"] = _value });

    private StackObserver Observer => new(_swarm, _swarm, _swarm, _swarm, new ImageResolver(_swarm, new RegistryAccess(new NoLogins(), RegistrySending.Nothing)));

    private Task<SeenSwarm> SeeAsync() => new SeenSwarmReader(_swarm, _swarm, _swarm, new RunningSwarmReader(_swarm, _swarm, _swarm, _swarm, _swarm), Observer, new(_swarm.Clock))
        .ForRestoreAsync(Read(Made()), Values.All, FakeSwarm.Api, TestContext.Current.CancellationToken);

    private async Task<RestoreOutcome> RestoreAsync(string declined = "")
    {
        SeenSwarm seen = await SeeAsync();
        RestorePlan plan = new RestorePlanner(Read(Made(Revision())), seen, BackupParts.None).Plan();
        StackServiceWork services = new(_swarm, _swarm, new ServiceRemover(_swarm, _swarm, _swarm, _swarm.Clock), new RolloutWatcher(_swarm, _swarm, _swarm, _swarm.Clock), new LastWords(new FakeLog()), _swarm.Clock);
        StackWork work = new(new(_swarm, _swarm, _swarm, Values.Contents, _swarm.Clock), services);
        SwarmRestorer restorer = new(new SwarmUpdater(_swarm, _swarm, _swarm.Clock), new NodeUpdater(_swarm, _swarm.Clock), work, _swarm, _swarm.Clock);
        StackApplyOptions options = new() { Api = FakeSwarm.Api, IsWatched = false, Declined = [.. plan.Steps.Where(step => step.Change.Name == declined)] };
        return await restorer.ApplyAsync(plan, seen.Observed, options, _ => { }, CancellationToken.None);
    }

    private IEnumerable<string> Writes() => _swarm.Requests.Where(request => request.StartsWith("create", StringComparison.Ordinal) || request.StartsWith("update", StringComparison.Ordinal))
        .Select(request => request.Split('{')[0].TrimEnd());
}
