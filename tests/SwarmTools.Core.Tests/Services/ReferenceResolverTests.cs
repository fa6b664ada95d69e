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
        ServiceDefinition resolved = await ResolveAsync(new()
        {
            Secrets = [Use("db") with { Target = "pass" }], Configs = [Use("nginx")], Networks = [new() { Name = "back", Aliases = ["b"] }],
        });
        Assert.Equal(("db", "db-id", "pass"), (resolved.Secrets[0].Source, resolved.Secrets[0].SourceId, resolved.Secrets[0].Target));
        Assert.Equal("nginx-id", resolved.Configs[0].SourceId);
        Assert.Equal(("back-swarm-id", "b"), (resolved.Networks[0].Id, resolved.Networks[0].Aliases[0]));
    }

    [Fact]
    public async Task An_id_serves_as_well_and_brings_the_name()
    {
        ServiceDefinition resolved = await ResolveAsync(new() { Secrets = [Use("db-id")] });
        Assert.Equal(("db", "db-id"), (resolved.Secrets[0].Source, resolved.Secrets[0].SourceId));
    }

    [Fact]
    public async Task A_network_of_the_swarm_wins_over_a_local_one_of_its_name()
    {
        ServiceDefinition resolved = await ResolveAsync(new() { Networks = [new() { Name = "front" }] });
        Assert.Equal("front-swarm-id", resolved.Networks[0].Id);
    }

    [Fact]
    public async Task Only_lists_that_are_needed_are_asked_for()
    {
        await ResolveAsync(new()
        {
            Secrets = [FileReferenceSyntax.Parse(A.Secret("other"))], Configs = [FileReferenceSyntax.Parse(A.Config("other"))], Networks = [new() { Id = "x" }],
        });
        Assert.Empty(_swarm.Requests);
        await ResolveAsync(new() { Configs = [Use("nginx")] });
        Assert.Equal(["configs"], _swarm.Requests);
    }

    [Fact]
    public async Task What_the_swarm_does_not_have_is_refused_with_the_cmdlet_that_makes_it()
    {
        await Refused.WithAsync(ErrorId.SecretNotFound, ["'no'", "Add-SwarmSecret"], () => ResolveAsync(new() { Secrets = [Use("no")] }));
        await Refused.WithAsync(ErrorId.ConfigNotFound, ["'no'", "Add-SwarmConfig"], () => ResolveAsync(new() { Configs = [Use("no")] }));
        await Refused.WithAsync(ErrorId.NetworkNotFound, ["'no'", "New-SwarmNetwork"], () => ResolveAsync(new() { Networks = [new() { Name = "no" }] }));
    }

    [Fact]
    public async Task Names_are_compared_with_case() =>
        await Refused.WithAsync(ErrorId.SecretNotFound, ["'DB'"], () => ResolveAsync(new() { Secrets = [Use("DB")] }));

    [Fact]
    public async Task A_config_is_no_secret_and_a_secret_no_config()
    {
        FileReference secret = FileReferenceSyntax.Parse(A.Secret("db"));
        FileReference config = FileReferenceSyntax.Parse(A.Config("nginx"));
        await Refused.WithAsync(ErrorId.WrongKind, ["'nginx' is a config, not a secret"], () => ResolveAsync(new() { Secrets = [config] }));
        await Refused.WithAsync(ErrorId.WrongKind, ["'db' is a secret, not a config"], () => ResolveAsync(new() { Configs = [secret] }));
    }

    private static FileReference Use(string name) => new() { Source = name };

    private Task<ServiceDefinition> ResolveAsync(ServiceDefinition service) =>
        new ReferenceResolver(_swarm, _swarm, _swarm).ResolveAsync(service, TestContext.Current.CancellationToken);
}
