using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Contents;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;

namespace SwarmTools.Core.Tests.Contents;

public class ContentRotatorTests
{
    private readonly RotationSwarm _rotation = new();

    private FakeSwarm Swarm => _rotation.Swarm;

    private IEnumerable<string> Secrets => Swarm.Secrets.Select(secret => secret.Name);

    [Fact]
    public async Task A_new_value_gets_a_name_of_its_own_and_all_who_use_it_are_moved()
    {
        _rotation.Secret("db", "old");
        _rotation.Service("api", "db");
        _rotation.Service("web", "db=password", "db=again");
        _rotation.Service("other");
        SwarmSecret? version = await _rotation.RotateAsync("db", "new");
        Assert.Equal("db-v2", version?.Name);
        Assert.Equal("new", Encoding.UTF8.GetString(Swarm.Values["db-v2-id"]));
        Assert.Equal(["api: Converged", "web: Converged"], _rotation.Outcomes);
        Assert.Equal("db=db-v2", _rotation.Reads("api"));
        Assert.Equal("again=db-v2 password=db-v2", _rotation.Reads("web"));
        Assert.Equal("a", version?.Labels["team"]);
        Assert.Equal(["create secret db-v2", "update api-id 7", "update web-id 7"], _rotation.Changes);
    }

    [Fact]
    public async Task Only_what_is_named_changes_in_a_service()
    {
        _rotation.Secret("db", "old");
        _rotation.Secret("key", "k");
        _rotation.Service("web", "db=password", "key");
        JsonObject before = Swarm.SpecOf("web");
        await _rotation.RotateAsync("db", "new");
        string expected = before.ToJsonString().Replace("\"db-id\"", "\"db-v2-id\"", StringComparison.Ordinal).Replace("\"SecretName\":\"db\"", "\"SecretName\":\"db-v2\"", StringComparison.Ordinal);
        Assert.Equal(expected, Swarm.SpecOf("web").ToJsonString());
    }

    [Fact]
    public async Task The_same_value_writes_nothing()
    {
        _rotation.Secret("db", "same");
        _rotation.Service("web", "db");
        Assert.Equal("db", (await _rotation.RotateAsync("db", "same"))?.Name);
        Assert.Empty(_rotation.Changes);
        Assert.Empty(_rotation.Results);
        Assert.Equal("The secret 'db' has this value already, and all use it; nothing was written.", Assert.Single(_rotation.Told));
    }

    [Fact]
    public async Task The_value_is_compared_with_that_of_the_newest_version()
    {
        _rotation.Secret("db", "one");
        _rotation.Secret("db-v2", "two", "db", 2);
        _rotation.Service("web", "db-v2=db");
        Assert.Equal("db-v3", (await _rotation.RotateAsync("db", "one"))?.Name);
        Assert.Equal("db=db-v3", _rotation.Reads("web"));
    }

    [Fact]
    public async Task What_was_ended_in_the_middle_is_finished_by_the_same_command()
    {
        _rotation.Secret("db", "one");
        _rotation.Secret("db-v2", "two", "db", 2);
        _rotation.Service("api", "db-v2=db");
        _rotation.Service("web", "db");
        Assert.Equal("db-v2", (await _rotation.RotateAsync("db", "two"))?.Name);
        Assert.Equal(["web: Converged"], _rotation.Outcomes);
        Assert.Equal(["update web-id 7"], _rotation.Changes);
        Assert.Equal("db=db-v2", _rotation.Reads("web"));
    }

    [Theory]
    [InlineData("db")]
    [InlineData("db-v2")]
    public async Task A_version_means_what_it_is_a_version_of(string name)
    {
        _rotation.Secret("db", "one");
        _rotation.Secret("db-v2", "two", "db", 2);
        Assert.Equal("db-v3", (await _rotation.RotateAsync(name, "three"))?.Name);
    }

    [Fact]
    public async Task Old_versions_go_but_not_those_that_somebody_needs()
    {
        _rotation.Secret("db", "1");
        foreach (int number in Enumerable.Range(2, 5))
        {
            _rotation.Secret("db-v" + number, number.ToString(System.Globalization.CultureInfo.InvariantCulture), "db", number);
        }

        _rotation.Service("web", "db-v6=db");
        _rotation.Job("job", "db-v2");
        await _rotation.RotateAsync("db", "new", new() { KeepVersion = 2 });
        Assert.Equal(["db-v2", "db-v6", "db-v7"], Secrets);
        Assert.Contains(_rotation.Told, text => text.StartsWith("warning: job: it is a job", StringComparison.Ordinal));
        Assert.Equal("db-v2=db-v2", _rotation.Reads("job"));
    }

    [Fact]
    public async Task What_a_kept_revision_names_stays_whatever_the_limit()
    {
        _rotation.Secret("db", "1");
        _rotation.Service("web", "db");
        await _rotation.RotateAsync("db", "2", new() { KeepVersion = 1 });
        await _rotation.RotateAsync("db", "3", new() { KeepVersion = 1 });
        Assert.Equal(["db", "db-v2", "db-v3"], Secrets);
        foreach (SwarmRevision revision in await _rotation.RevisionsAsync("web"))
        {
            await _rotation.Store.RemoveAsync(revision, TestContext.Current.CancellationToken);
        }

        await _rotation.RotateAsync("db", "4", new() { KeepVersion = 1 });
        Assert.Equal(["db-v3", "db-v4"], Secrets);
    }

    [Fact]
    public async Task Without_services_it_is_made_alone()
    {
        _rotation.Secret("db", "old");
        Assert.Equal("db-v2", (await _rotation.RotateAsync("db", "new", new() { Labels = new Dictionary<string, string> { ["team"] = "b" } }))?.Name);
        Assert.Equal(["create secret db-v2"], _rotation.Changes);
        Assert.Equal("b", Swarm.Secrets[1].Labels["team"]);
    }

    [Fact]
    public async Task What_a_kept_revision_of_a_stack_names_stays_too()
    {
        _rotation.Secret("db", "1");
        JsonObject spec = (JsonObject)JsonNode.Parse("""{"TaskTemplate":{"ContainerSpec":{"Secrets":[{"SecretID":"db-id","SecretName":"db"}]}}}""")!;
        await new StackRevisionStore(Swarm).AddAsync(new() { StackName = "shop", Services = [new("web", "shop_web", spec)] }, 1, TestContext.Current.CancellationToken);
        await _rotation.RotateAsync("db", "2", new() { KeepVersion = 1 });
        await _rotation.RotateAsync("db", "3", new() { KeepVersion = 1 });
        Assert.Equal(["db", "db-v3"], Secrets);
    }

    [Fact]
    public async Task The_template_driver_stays_unless_another_is_given()
    {
        _rotation.Secret("db", "old", template: "golang");
        Assert.Equal("golang", (await _rotation.RotateAsync("db", "new"))?.TemplateDriver);
        Assert.Equal("db-v3", (await _rotation.RotateAsync("db", "new", templateDriver: "other"))?.Name);
        Assert.Equal("other", Swarm.Secrets[2].TemplateDriver);
    }

    [Theory]
    [InlineData("", "DataInvalid")]
    [InlineData("x", "OptionInvalid")]
    public async Task What_no_version_could_hold_is_refused_before_anything_is_sent(string value, string id)
    {
        _rotation.Secret("db", "old", driver: value.Length > 0 ? "vault" : "");
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => _rotation.RotateAsync("db", value));
        Assert.Equal(id, failure.ErrorId);
        Assert.Equal(["secrets", "services"], Swarm.Requests);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_changed() =>
        await Refused.WithAsync(ErrorId.SecretNotFound, ["'db'", "Add-SwarmSecret"], () => _rotation.RotateAsync("db", "new"));

    [Fact]
    public async Task Configs_are_moved_with_credential_specs()
    {
        Swarm.Configs.Add(A.Config("conf", [1]));
        _rotation.Add("web", (JsonObject)JsonNode.Parse("""
            {
              "Name": "web",
              "TaskTemplate": { "ContainerSpec": {
                "Image": "app:1",
                "Privileges": { "CredentialSpec": { "Config": "conf-id" } },
                "Configs": [ { "Runtime": {}, "ConfigID": "conf-id", "ConfigName": "conf" }, { "File": { "Name": "/a", "Mode": 292 }, "ConfigID": "conf-id", "ConfigName": "conf" } ] } },
              "Mode": { "Replicated": { "Replicas": 2 } },
              "UpdateConfig": { "Parallelism": 0, "Monitor": 1000000000 }
            }
            """)!);
        string before = Swarm.SpecOf("web").ToJsonString();
        SwarmConfig? version = await _rotation.RotateAsync(new ConfigStore(Swarm), "conf", new NewConfig(Swarm, [2], null));
        Assert.Equal("conf-v2", version?.Name);
        Assert.Equal(before.Replace("\"conf-id\"", "\"conf-v2-id\"", StringComparison.Ordinal).Replace("\"conf\"", "\"conf-v2\"", StringComparison.Ordinal), Swarm.SpecOf("web").ToJsonString());

        Swarm.Requests.Clear();
        Assert.Equal("conf-v2", (await _rotation.RotateAsync(new ConfigStore(Swarm), "conf", new NewConfig(Swarm, [2], null)))?.Name);
        Assert.Empty(_rotation.Changes);
    }
}
