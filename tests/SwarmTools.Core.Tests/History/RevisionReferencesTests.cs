using System;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;

namespace SwarmTools.Core.Tests.History;

public class RevisionReferencesTests
{
    private const string Spec = """
        {
          "TaskTemplate": {
            "ContainerSpec": {
              "Secrets": [{ "SecretID": "key-id", "SecretName": "key" }, { "SecretID": "pin-id", "SecretName": "pin" }],
              "Configs": [{ "ConfigID": "app-id", "ConfigName": "app" }, { "Runtime": {}, "ConfigID": "", "ConfigName": "" }]
            },
            "Networks": [{ "Target": "back-swarm-id" }]
          }
        }
        """;

    private readonly FakeSwarm _swarm = new() { Secrets = { A.Secret("key"), A.Secret("pin") }, Configs = { A.Config("app") }, Networks = { A.Network("back") } };

    [Fact]
    public async Task A_revision_whose_references_are_all_there_may_be_restored()
    {
        await RequireAsync(Spec);
        Assert.Equal(["secrets", "configs", "networks"], _swarm.Requests[^3..]);
    }

    [Fact]
    public async Task A_revision_without_references_may_be_restored() => Assert.Null(await Record.ExceptionAsync(() => RequireAsync("""{ "Name": "web" }""")));

    [Fact]
    public async Task All_that_is_gone_is_named()
    {
        _swarm.Secrets.Clear();
        _swarm.Configs.Clear();
        _swarm.Networks.Clear();
        SwarmException failure = await Refused.WithAsync(
            ErrorId.RevisionIncomplete, ["Revision 1", "'web'", "the secret 'key', the secret 'pin', the config 'app', the network 'back-swarm-id'"], () => RequireAsync(Spec));
        Assert.Contains("Nothing was changed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_still_there_is_not_named()
    {
        _swarm.Secrets.RemoveAt(0);
        SwarmException failure = await Refused.WithAsync(ErrorId.RevisionIncomplete, ["the secret 'key'"], () => RequireAsync(Spec));
        Assert.DoesNotContain("pin", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_else_of_the_same_name_does_not_count()
    {
        _swarm.Secrets[0] = new() { Name = "key", Id = "another-id" };
        await Refused.WithAsync(ErrorId.RevisionIncomplete, ["the secret 'key'"], () => RequireAsync(Spec));
    }

    [Theory]
    [InlineData("""{ "TaskTemplate": { "Networks": [{ "Target": "back" }] } }""")]
    [InlineData("""{ "Networks": [{ "Target": "back-swarm-id" }] }""")] // Where old clients wrote them.
    public async Task A_network_may_be_named_and_stand_where_it_once_did(string spec)
    {
        await RequireAsync(spec);
        _swarm.Networks.Clear();
        await Refused.WithAsync(ErrorId.RevisionIncomplete, ["the network 'back"], () => RequireAsync(spec));
    }

    private async Task RequireAsync(string spec)
    {
        FakeSwarm elsewhere = new();
        SwarmRevision revision = await new ConfigHistoryStore(elsewhere).AddAsync(
            new() { ServiceName = "web", Spec = (JsonObject)JsonNode.Parse(spec)! }, TestContext.Current.CancellationToken);
        await new RevisionReferences(_swarm, _swarm, _swarm).RequireAllAsync(revision, TestContext.Current.CancellationToken);
    }
}
