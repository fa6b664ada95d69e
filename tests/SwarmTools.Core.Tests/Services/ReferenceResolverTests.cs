using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Services;

public class ReferenceResolverTests
{
    private readonly FakeSwarm _swarm = new()
    {
        Secrets = { A.Secret("db") }, Configs = { A.Config("nginx") }, Networks = { A.Network("front", "local"), A.Network("front"), A.Network("back") },
    };

    [Fact]
    public async Task Names_become_ids()
    {
        JsonObject spec = await ResolveAsync(new()
        {
            Secrets = Secrets(Use("db") with { Target = "pass" }), Configs = Configs(Use("nginx")), Networks = new("Network") { All = [new() { Name = "back", Aliases = ["b"] }] },
        });
        Assert.Equal(("db", "db-id", "pass"), (Text(spec, "Secrets", "SecretName"), Text(spec, "Secrets", "SecretID"), (string?)Item(spec, "Secrets")["File"]!["Name"]));
        Assert.Equal("nginx-id", Text(spec, "Configs", "ConfigID"));
        Assert.Equal("""[{"Target":"back-swarm-id","Aliases":["b"]}]""", spec["TaskTemplate"]!["Networks"]!.ToJsonString());
    }

    [Fact]
    public async Task An_id_serves_as_well_and_brings_the_name()
    {
        JsonObject spec = await ResolveAsync(new() { Secrets = Secrets(Use("db-id")) });
        Assert.Equal(("db", "db-id"), (Text(spec, "Secrets", "SecretName"), Text(spec, "Secrets", "SecretID")));
    }

    [Fact]
    public async Task A_network_of_the_swarm_wins_over_a_local_one_of_its_name()
    {
        JsonObject spec = await ResolveAsync(new() { Networks = new("Network") { Added = [new() { Name = "front" }] } });
        Assert.Equal("front-swarm-id", (string?)spec["TaskTemplate"]!["Networks"]![0]!["Target"]);
    }

    [Fact]
    public async Task What_is_removed_is_found_by_name_and_need_not_exist_any_more()
    {
        ServiceChange made = new() { Secrets = Secrets(Use("db")), Networks = new("Network") { All = [new() { Name = "front" }, new() { Name = "back" }] } };
        JsonObject spec = await ResolveAsync(made);
        foreach (SpecEdit edit in await EditsAsync(new()
        {
            Secrets = new("Secret") { Removed = [Use("db"), Use("gone")] }, Networks = new("Network") { Removed = [new() { Name = "front" }, new() { Name = "gone" }] },
        }))
        {
            edit.Apply(spec);
        }

        Assert.Empty(spec["TaskTemplate"]!["ContainerSpec"]!["Secrets"]!.AsArray());
        Assert.Equal("""[{"Target":"back-swarm-id"}]""", spec["TaskTemplate"]!["Networks"]!.ToJsonString());
    }

    [Fact]
    public async Task One_command_replaces_what_reads_one_file()
    {
        _swarm.Secrets.Add(A.Secret("db2"));
        JsonObject spec = await ResolveAsync(new() { Secrets = Secrets(Use("db") with { Target = "pass" }) });
        foreach (SpecEdit edit in await EditsAsync(new() { Secrets = new("Secret") { Removed = [Use("db")], Added = [Use("db2") with { Target = "pass" }] } }))
        {
            edit.Apply(spec);
        }

        Assert.Equal("db2-id", Text(spec, "Secrets", "SecretID"));
        Assert.Single(spec["TaskTemplate"]!["ContainerSpec"]!["Secrets"]!.AsArray());
    }

    [Fact]
    public async Task Only_lists_that_are_needed_are_asked_for()
    {
        await EditsAsync(new()
        {
            Secrets = Secrets(FileReferenceSyntax.Parse(A.Secret("other"))), Configs = Configs(FileReferenceSyntax.Parse(A.Config("other"))), Networks = new("Network") { All = [new() { Id = "x" }] },
        });
        Assert.Empty(_swarm.Requests);
        await EditsAsync(new() { CredentialSpec = CredentialSpec.Parse("config://nginx", _ => []) });
        Assert.Equal(["configs"], _swarm.Requests);
    }

    [Fact]
    public async Task A_credential_spec_in_a_file_is_added_as_a_config_once()
    {
        CredentialSpec credential = CredentialSpec.Parse("web.json", _ => "{ \"CmsPlugins\": [] }"u8.ToArray());
        foreach (int _ in Enumerable.Range(0, 2))
        {
            JsonObject spec = await ResolveAsync(new() { CredentialSpec = credential });
            JsonNode container = spec["TaskTemplate"]!["ContainerSpec"]!;
            Assert.Equal($"{credential.Config!.Source}-id", (string?)container["Privileges"]!["CredentialSpec"]!["Config"]);
            Assert.Equal($"{credential.Config!.Source}-id", (string?)container["Configs"]![0]!["ConfigID"]);
        }

        Assert.Equal(["configs", $"create config {credential.Config!.Source}", "configs", "configs"], _swarm.Requests);
        Assert.Matches("^credential-spec-[0-9a-f]{12}$", credential.Config!.Source);
    }

    [Fact]
    public async Task What_the_swarm_does_not_have_is_refused_with_the_cmdlet_that_makes_it()
    {
        await Refused.WithAsync(ErrorId.SecretNotFound, ["'no'", "Add-SwarmSecret"], () => EditsAsync(new() { Secrets = Secrets(Use("no")) }));
        await Refused.WithAsync(ErrorId.ConfigNotFound, ["'no'", "Add-SwarmConfig"], () => EditsAsync(new() { Configs = Configs(Use("no")) }));
        await Refused.WithAsync(ErrorId.NetworkNotFound, ["'no'", "New-SwarmNetwork"], () => EditsAsync(new() { Networks = new("Network") { Added = [new() { Name = "no" }] } }));
    }

    [Fact]
    public async Task The_beginning_of_an_id_is_enough_where_it_is_one()
    {
        _swarm.Secrets.Add(A.Secret("0123456789abc"));
        JsonObject spec = await ResolveAsync(new() { Secrets = Secrets(Use("0123456789ab")) });
        Assert.Equal("0123456789abc-id", Text(spec, "Secrets", "SecretID"));
        await Refused.WithAsync(ErrorId.SecretNotFound, ["'012345678'"], () => EditsAsync(new() { Secrets = Secrets(Use("012345678")) }));
        _swarm.Secrets.Add(A.Secret("0123456789abd"));
        await Refused.WithAsync(ErrorId.SecretNotFound, ["'0123456789ab'"], () => EditsAsync(new() { Secrets = Secrets(Use("0123456789ab")) }));
    }

    [Fact]
    public async Task Names_are_compared_with_case() =>
        await Refused.WithAsync(ErrorId.SecretNotFound, ["'DB'"], () => EditsAsync(new() { Secrets = Secrets(Use("DB")) }));

    [Fact]
    public async Task A_config_is_no_secret_and_a_secret_no_config()
    {
        FileReference secret = FileReferenceSyntax.Parse(A.Secret("db"));
        FileReference config = FileReferenceSyntax.Parse(A.Config("nginx"));
        await Refused.WithAsync(ErrorId.WrongKind, ["'nginx' is a config, not a secret"], () => EditsAsync(new() { Secrets = Secrets(config) }));
        await Refused.WithAsync(ErrorId.WrongKind, ["'db' is a secret, not a config"], () => EditsAsync(new() { Configs = Configs(secret) }));
        await Refused.WithAsync(ErrorId.WrongKind, ["'db' is a secret, not a config"], () => EditsAsync(new() { Configs = new("Config") { Removed = [secret] } }));
    }

    [Fact]
    public async Task Somebody_who_adds_the_same_credential_spec_at_the_same_time_is_no_hindrance()
    {
        CredentialSpec credential = CredentialSpec.Parse("web.json", _ => "{}"u8.ToArray());
        _swarm.BeforeConfig = () => _swarm.Configs.Add(A.Config(credential.Config!.Source, credential.Data));
        JsonObject spec = await ResolveAsync(new() { CredentialSpec = credential });
        Assert.Equal($"{credential.Config!.Source}-id", Text(spec, "Configs", "ConfigID"));
    }

    [Fact]
    public void The_mark_that_windows_powershell_writes_is_no_part_of_a_credential_spec() =>
        Assert.Equal("{}"u8.ToArray(), CredentialSpec.Parse("web.json", _ => [0xEF, 0xBB, 0xBF, .. "{}"u8]).Data);

    private ReferenceResolver Resolver => new(_swarm, _swarm, _swarm);

    private static FileReference Use(string name) => new() { Source = name };

    private static ListChange<FileReference> Secrets(FileReference use) => new("Secret") { All = [use] };

    private static ListChange<FileReference> Configs(FileReference use) => new("Config") { All = [use] };

    private static JsonNode Item(JsonObject spec, string list) => spec["TaskTemplate"]!["ContainerSpec"]![list]![0]!;

    private static string? Text(JsonObject spec, string list, string property) => (string?)Item(spec, list)[property];

    private async Task<JsonObject> ResolveAsync(ServiceChange change) => ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [.. await EditsAsync(change), .. await Resolver.AddCredentialAsync(change, TestContext.Current.CancellationToken)]);

    private Task<System.Collections.Generic.IReadOnlyList<SpecEdit>> EditsAsync(ServiceChange change) =>
        Resolver.ResolveAsync(change, TestContext.Current.CancellationToken);
}
