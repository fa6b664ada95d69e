using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Connections;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Registries;

namespace SwarmTools.Core.Tests.Registries;

/// <summary>Logins where docker keeps them. The rules are those of docker/cli (config/configfile).</summary>
public class DockerLoginsTests
{
    private const string File = "/home/me/.docker/config.json";

    private readonly FakeEnvironment _environment = new();
    private readonly FakeHelper _helper = new();

    [Theory]
    [InlineData("registry.lab:5000", "registry.lab:5000")]
    [InlineData("registry.lab", "registry.lab")]
    [InlineData("https://registry.lab/v1/", "registry.lab")]
    [InlineData("http://registry.lab", "registry.lab")]
    [InlineData("https://index.docker.io/v1/", "docker.io")]
    public async Task A_login_is_found_by_the_host_of_its_registry(string key, string registry)
    {
        Write($$"""{ "auths": { "other.lab": { "auth": "{{Base64("no:no")}}" }, "{{key}}": { "auth": "{{Base64("me:it:has:colons")}}" } } }""");
        JsonNode login = await FoundAsync(registry);
        Assert.Equal(("me", "it:has:colons"), ((string?)login["username"], (string?)login["password"]));
    }

    [Fact]
    public async Task A_token_goes_before_a_password()
    {
        Write($$"""{ "auths": { "registry.lab": { "auth": "{{Base64("me:it")}}", "identitytoken": "tok" } } }""");
        JsonNode login = await FoundAsync("registry.lab");
        Assert.Equal(("tok", null), ((string?)login["identitytoken"], (string?)login["password"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{ "auths": {} }""")]
    [InlineData("""{ "auths": { "registry.lab.evil": { "auth": "bWU6aXQ=" } } }""")]
    [InlineData("""{ "auths": { "registry.lab": {} } }""")]
    [InlineData("""{ "auths": "what" }""")]
    public async Task Without_one_there_is_none(string file)
    {
        Write(file);
        Assert.Null(await FindAsync("registry.lab"));
    }

    [Fact]
    public async Task A_helper_of_the_registry_goes_before_the_store_and_that_before_the_file()
    {
        Write($$"""{ "credsStore": "store", "credHelpers": { "special.lab": "special" }, "auths": { "registry.lab": { "auth": "{{Base64("file:file")}}" } } }""");
        _helper.Answers["special special.lab"] = """{"ServerURL":"special.lab","Username":"ada","Secret":"s1"}""";
        _helper.Answers["store registry.lab"] = """{"ServerURL":"registry.lab","Username":"<token>","Secret":"s2"}""";
        Assert.Equal("ada", (string?)(await FoundAsync("special.lab"))["username"]);
        Assert.Equal("s2", (string?)(await FoundAsync("registry.lab"))["identitytoken"]);
        Assert.Null(await FindAsync("nowhere.lab"));
    }

    [Fact]
    public async Task The_environment_goes_before_all()
    {
        _environment.With("DOCKER_AUTH_CONFIG", $$"""{ "auths": { "registry.lab": { "auth": "{{Base64("env:it")}}" } } }""");
        Write($$"""{ "auths": { "registry.lab": { "auth": "{{Base64("me:it")}}" }, "other.lab": { "auth": "{{Base64("me:it")}}" } } }""");
        Assert.Equal("env", (string?)(await FoundAsync("registry.lab"))["username"]);
        Assert.Equal("me", (string?)(await FoundAsync("other.lab"))["username"]);
    }

    [Fact]
    public async Task A_registry_is_asked_for_once()
    {
        Write("""{ "credsStore": "store" }""");
        DockerLogins logins = Logins();
        await logins.FindAsync("registry.lab", TestContext.Current.CancellationToken);
        await logins.FindAsync("registry.lab", TestContext.Current.CancellationToken);
        Assert.Equal(["store registry.lab"], _helper.Asked);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_without_its_text()
    {
        Write("""{ "auths": { "registry.lab": { "auth": "s3cret!" } } }""");
        SwarmException failure = await Refused.WithAsync(ErrorId.ContextInvalid, ["'registry.lab'", "docker login"], () => FindAsync("registry.lab"));
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);

        Write("""{ "credsStore": "store" }""");
        _helper.Answers["store registry.lab"] = "s3cret!";
        failure = await Refused.WithAsync(ErrorId.CredentialHelperFailed, ["docker-credential-store"], () => FindAsync("registry.lab"));
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_login_does_not_show_as_text() => Assert.DoesNotContain("it", RegistryLogin.OfPassword("a", "me", "it").ToString()!.Replace("RegistryLogin", "", StringComparison.Ordinal), StringComparison.Ordinal);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private void Write(string file) => _environment.Files[File] = file;

    private DockerLogins Logins() => new(new DockerConfiguration(_environment, folder: null), _helper);

    private Task<RegistryLogin?> FindAsync(string registry) => Logins().FindAsync(registry, TestContext.Current.CancellationToken);

    private async Task<JsonNode> FoundAsync(string registry)
    {
        RegistryLogin? login = await FindAsync(registry);
        Assert.NotNull(login);
        return JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(login.Header.Replace('-', '+').Replace('_', '/'))))!;
    }

    private sealed class FakeHelper : ICredentialHelper
    {
        public Dictionary<string, string> Answers { get; } = [];

        public List<string> Asked { get; } = [];

        public Task<string?> GetAsync(string name, string server, CancellationToken stop)
        {
            Asked.Add($"{name} {server}");
            return Task.FromResult(Answers.GetValueOrDefault($"{name} {server}"));
        }
    }
}
