using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Registries;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Services;

public class ServiceCreatorTests
{
    private readonly FakeSwarm _swarm = new() { Secrets = { A.Secret("db") } };
    private readonly List<string> _warnings = [];
    private readonly FakeLogins _logins = new();

    public ServiceCreatorTests() => _swarm.Registry["nginx:latest"] = new(ImageLookupOutcome.Found, "sha256:1", "");

    [Fact]
    public async Task A_service_is_made_with_ids_and_a_pinned_image()
    {
        Assert.Equal("web-id", await CreateAsync(new() { Image = "nginx", Secrets = new("Secret") { All = [new() { Source = "db" }] } }));
        string container = _swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!.ToJsonString();
        Assert.Contains("\"Image\":\"nginx:latest@sha256:1\"", container, System.StringComparison.Ordinal);
        Assert.Contains("\"SecretID\":\"db-id\"", container, System.StringComparison.Ordinal);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task A_tag_can_be_kept()
    {
        await CreateAsync(new() { Image = "nginx", KeepTag = true });
        Assert.Equal("nginx:latest", (string?)_swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Image"]);
        Assert.Equal(["create web"], _swarm.Requests);
    }

    [Fact]
    public async Task Warnings_are_handed_on()
    {
        _swarm.Registry["app:1"] = new(ImageLookupOutcome.Unreachable, "", "timeout");
        _swarm.CreationWarnings = ["unable to pin image"];
        await CreateAsync(new() { Image = "app:1" });
        Assert.Equal(2, _warnings.Count);
        Assert.Equal("unable to pin image", _warnings[1]);
    }

    [Fact]
    public async Task Everything_that_can_be_refused_is_refused_before_anything_is_made()
    {
        await Refused.WithAsync(ErrorId.SecretNotFound, ["'no'"], () => CreateAsync(new() { Image = "nginx", Secrets = new("Secret") { All = [new() { Source = "no" }] } }));
        await Refused.WithAsync(ErrorId.ImageNotFound, ["'gone:latest'"], () => CreateAsync(new() { Image = "gone" }));
        SpecEdits edits = new();
        edits.Add(ReplicaEdits.MaxConcurrent("-MaxConcurrent", 2));
        await Refused.WithAsync(ErrorId.OptionInvalid, ["-MaxConcurrent"], () => CreateAsync(new() { Image = "nginx", Edits = edits }));
        Assert.Empty(_swarm.Services);
    }

    [Fact]
    public async Task A_credential_spec_of_a_service_that_is_refused_leaves_no_config()
    {
        CredentialSpec credential = CredentialSpec.Parse("web.json", _ => "{}"u8.ToArray());
        await Refused.WithAsync(
            ErrorId.SecretNotFound, ["'no'"], () => CreateAsync(new() { Image = "nginx", CredentialSpec = credential, Secrets = new("Secret") { All = [new() { Source = "no" }] } }));
        await Refused.WithAsync(ErrorId.ImageNotFound, ["'gone:latest'"], () => CreateAsync(new() { Image = "gone", CredentialSpec = credential }));
        Assert.Empty(_swarm.Configs);
        await CreateAsync(new() { Image = "nginx", CredentialSpec = credential });
        Assert.Equal([credential.Config!.Source], _swarm.Configs.Select(config => config.Name));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_the_engines_refusal()
    {
        _swarm.Services.Add(A.Service("web"));
        await Refused.WithAsync(ErrorId.ServiceExists, ["'web'"], () => CreateAsync(new() { Image = "nginx" }));
    }

    [Theory]
    [InlineData("ghcr.io/team/app:1", "ghcr.io")]
    [InlineData("nginx", "docker.io")]
    [InlineData("team/app@sha256:01", "docker.io")]
    [InlineData("localhost/app", "localhost")]
    [InlineData("registry:5000/app:1", "registry:5000")]
    public async Task A_login_travels_only_when_it_is_asked_for(string image, string registry)
    {
        _logins.Known[registry] = RegistryLogin.OfPassword(registry, "me", "it");
        await CreateAsync(new() { Image = image, KeepTag = true });
        Assert.Null(Assert.Single(_swarm.Logins));

        _swarm.Services.Clear();
        await CreateAsync(new() { Image = image, KeepTag = true }, RegistrySending.Login);
        Assert.Same(_logins.Known[registry], _swarm.Logins[1]);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task A_login_that_is_asked_for_and_missing_is_a_warning()
    {
        await CreateAsync(new() { Image = "ghcr.io/team/app:1", KeepTag = true }, RegistrySending.Login);
        Assert.Contains("no login for 'ghcr.io'", Assert.Single(_warnings), System.StringComparison.Ordinal);
        Assert.Null(Assert.Single(_swarm.Logins));
    }

    private Task<string> CreateAsync(ServiceChange change, RegistrySending sending = RegistrySending.Nothing)
    {
        RegistryAccess registries = new(_logins, sending);
        ServiceCreator creator = new(_swarm, new(_swarm, _swarm, _swarm), new(_swarm, registries), registries);
        return creator.CreateAsync("web", SwarmServiceMode.Replicated, change, (_, _) => System.Threading.Tasks.Task.CompletedTask, _warnings.Add, TestContext.Current.CancellationToken);
    }
}
