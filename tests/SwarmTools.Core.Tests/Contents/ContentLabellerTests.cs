using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Contents;
using SwarmTools.Core.Tests.Fakes;

namespace SwarmTools.Core.Tests.Contents;

public class ContentLabellerTests
{
    private readonly FakeSwarm _swarm = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private SwarmSecret Db => _swarm.Secrets.Single(secret => secret.Name == "db");

    private ContentLabeller<SwarmSecret> Labeller => new(new SecretStore(_swarm));

    [Fact]
    public async Task Labels_are_taken_away_before_others_come()
    {
        Make(("a", "1"), ("b", "2"));
        (SwarmSecret now, bool isChanged) = await Labeller.ChangeAsync(Db, new() { Removed = ["a", "unknown"], Added = Labels(("b", "3"), ("c", "4")) }, Stop);
        Assert.True(isChanged);
        Assert.Equal("b=3 c=4", Shown(now));
        Assert.Equal("b=3 c=4", Shown(Db));
    }

    [Fact]
    public async Task All_labels_are_replaced_but_what_tells_the_version()
    {
        Make(("a", "1"), ("swarmtools.version.of", "d"), ("swarmtools.version.number", "2"));
        (SwarmSecret now, _) = await Labeller.ChangeAsync(Db, new() { Replaced = Labels(("b", "2")) }, Stop);
        Assert.Equal("b=2 swarmtools.version.number=2 swarmtools.version.of=d", Shown(now));
    }

    [Fact]
    public async Task Nothing_is_sent_where_all_is_as_asked_already()
    {
        Make(("a", "1"));
        (SwarmSecret now, bool isChanged) = await Labeller.ChangeAsync(Db, new() { Added = Labels(("a", "1")), Removed = ["b"] }, Stop);
        Assert.False(isChanged);
        Assert.Same(Db, now);
        Assert.Empty(_swarm.Requests);
    }

    [Fact]
    public async Task What_somebody_else_writes_meanwhile_stays()
    {
        Make(("a", "1"));
        SwarmSecret read = Db;
        GuardedSwarm.Once(what => _swarm.BeforeLabels = what, () => _swarm.Secrets[0] = new() { Id = "db-id", Name = "db", Labels = Labels(("a", "1"), ("theirs", "x")), Version = 2 });
        (SwarmSecret now, _) = await Labeller.ChangeAsync(read, new() { Added = Labels(("b", "2")) }, Stop);
        Assert.Equal("a=1 b=2 theirs=x", Shown(now));
    }

    [Fact]
    public async Task One_that_others_change_all_the_time_is_given_up()
    {
        Make(("a", "1"));
        _swarm.BeforeLabels = () => _swarm.Secrets[0] = new() { Id = "db-id", Name = "db", Version = Db.Version + 1 };
        await Refused.WithAsync(ErrorId.UpdateOutOfSequence, ["'db'"], () => Labeller.ChangeAsync(Db, new() { Added = Labels(("b", "2")) }, Stop));
        Assert.Equal(20, _swarm.Requests.Count(request => request == "label secret db"));
    }

    [Fact]
    public async Task One_that_was_removed_meanwhile_is_told()
    {
        Make(("a", "1"));
        SwarmSecret read = Db;
        _swarm.BeforeLabels = () => _swarm.Secrets[0] = new() { Id = "other", Name = "db", Version = 9 };
        _swarm.Refusals["label secret db"] = new(ErrorId.UpdateOutOfSequence, "update out of sequence");
        await Refused.WithAsync(ErrorId.SecretNotFound, ["'db'", "meanwhile"], () => Labeller.ChangeAsync(read, new() { Added = Labels(("b", "2")) }, Stop));
    }

    [Fact]
    public async Task Configs_are_labelled_as_well()
    {
        _swarm.Configs.Add(new() { Id = "conf-id", Name = "conf", Version = 1, Data = [1] });
        (SwarmConfig now, _) = await new ContentLabeller<SwarmConfig>(new ConfigStore(_swarm)).ChangeAsync(_swarm.Configs[0], new() { Added = Labels(("a", "1")) }, Stop);
        Assert.Equal("a=1", Shown(now));
        Assert.Equal([1], now.Data);
    }

    private static string Shown(SwarmObject item) => string.Join(' ', item.Labels.Select(label => $"{label.Key}={label.Value}").Order(System.StringComparer.Ordinal));

    private static Dictionary<string, string> Labels(params (string Key, string Value)[] labels) => labels.ToDictionary(label => label.Key, label => label.Value);

    private void Make(params (string Key, string Value)[] labels) => _swarm.Secrets.Add(new() { Id = "db-id", Name = "db", Version = 1, Labels = Labels(labels) });
}
