using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Registries;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Services;

public class ImageResolverTests
{
    private readonly FakeSwarm _swarm = new();
    private readonly FakeLogins _logins = new();
    private readonly ImageResolver _resolver;

    public ImageResolverTests() => _resolver = new(_swarm, new(_logins, RegistrySending.Nothing));

    [Theory]
    [InlineData("nginx", "nginx:latest@sha256:1")]
    [InlineData("nginx:latest", "nginx:latest@sha256:1")]
    public async Task A_tag_is_pinned_to_the_digest_of_its_registry(string image, string expected)
    {
        _swarm.Registry["nginx:latest"] = new(ImageLookupOutcome.Found, "sha256:1", "");
        _swarm.LocalImages.Add("nginx:latest");
        Assert.Equal(new(expected, ""), await ResolveAsync(image));
        Assert.Equal(["look up nginx:latest"], _swarm.Requests);
    }

    [Theory]
    [InlineData(nameof(ImageLookupOutcome.Found))]
    [InlineData(nameof(ImageLookupOutcome.NotFound))]
    [InlineData(nameof(ImageLookupOutcome.Denied))]
    [InlineData(nameof(ImageLookupOutcome.Unreachable))]
    public async Task Of_a_pinned_image_only_the_platforms_are_asked_for(string outcome)
    {
        _swarm.Registry["nginx@sha256:1"] = new(System.Enum.Parse<ImageLookupOutcome>(outcome), "sha256:1", "") { Platforms = [new("linux", "amd64")] };
        ImageResolution resolution = await ResolveAsync("nginx@sha256:1");
        Assert.Equal(("nginx@sha256:1", ""), (resolution.Image, resolution.Warning));
        Assert.Equal([new("linux", "amd64")], resolution.Platforms);
    }

    [Fact]
    public async Task The_id_of_an_image_is_not_asked_for()
    {
        Assert.Equal(new("sha256:1", ""), await ResolveAsync("sha256:1"));
        Assert.Empty(_swarm.Requests);
    }

    [Fact]
    public async Task The_platforms_of_an_image_keep_its_tasks_off_other_nodes()
    {
        _swarm.Registry["nginx:1"] = new(ImageLookupOutcome.Found, "sha256:1", "") { Platforms = [new("linux", "amd64"), new("linux", "")] };
        ImageResolution resolution = await ResolveAsync("nginx:1");
        JsonObject spec = ServiceTemplate.Make("web", SwarmServiceMode.Replicated, [.. resolution.Edits()]);
        Assert.Equal("nginx:1@sha256:1", (string?)spec["TaskTemplate"]!["ContainerSpec"]!["Image"]);
        Assert.Equal("""[{"Architecture":"amd64","OS":"linux"},{"OS":"linux"}]""", spec["TaskTemplate"]!["Placement"]!["Platforms"]!.ToJsonString());
    }

    [Fact]
    public async Task A_credential_helper_that_fails_does_not_stand_in_the_way_of_a_public_image()
    {
        _swarm.Registry["nginx:1"] = new(ImageLookupOutcome.Found, "sha256:1", "");
        ImageResolver resolver = new(_swarm, new(new BrokenLogins(), RegistrySending.Nothing));
        Assert.Equal("nginx:1@sha256:1", (await resolver.ResolveAsync("nginx:1", keepTag: false, TestContext.Current.CancellationToken)).Image);
        await Refused.WithAsync(ErrorId.CredentialHelperFailed, ["desktop"], () => new ImageResolver(_swarm, new(new BrokenLogins(), RegistrySending.Login)).ResolveAsync("nginx:1", keepTag: false, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Where_access_is_denied_a_login_that_was_withheld_is_told_of()
    {
        _swarm.Registry["ghcr.io/app:1"] = new(ImageLookupOutcome.Denied, "", "denied");
        ImageResolver resolver = new(_swarm, new(new NoLogins(), RegistrySending.Nothing));
        await Refused.WithAsync(ErrorId.RegistryDenied, ["'ghcr.io'", "not encrypted", "-AllowPlaintext"], () => resolver.ResolveAsync("ghcr.io/app:1", keepTag: false, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_login_is_for_one_registry()
    {
        GivenLogin login = new("me", "it");
        Assert.NotNull(await login.FindAsync("ghcr.io", TestContext.Current.CancellationToken));
        Assert.NotNull(await login.FindAsync("ghcr.io", TestContext.Current.CancellationToken));
        await Refused.WithAsync(ErrorId.OptionInvalid, ["'ghcr.io'", "'docker.io'", "-RegistryCredential"], () => login.FindAsync("docker.io", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(nameof(ImageLookupOutcome.NotFound))]
    [InlineData(nameof(ImageLookupOutcome.Denied))]
    [InlineData(nameof(ImageLookupOutcome.Unreachable))]
    public async Task An_image_that_only_the_engine_has_is_sent_as_it_is_with_a_warning(string word)
    {
        _swarm.Registry["app:1"] = new(System.Enum.Parse<ImageLookupOutcome>(word), "", "no");
        _swarm.LocalImages.Add("app:1");
        ImageResolution resolution = await ResolveAsync("app:1");
        Assert.Equal("app:1", resolution.Image);
        Assert.Contains("'app:1'", resolution.Warning, System.StringComparison.Ordinal);
        Assert.Contains("without a digest", resolution.Warning, System.StringComparison.Ordinal);
    }

    [Fact]
    public Task An_image_that_nobody_has_is_refused() => Refused.WithAsync(
        ErrorId.ImageNotFound, ["'app:1' does not exist", "manifest unknown"], () => ResolveAsync("app:1"));

    [Fact]
    public Task A_refusal_of_the_registry_is_told()
    {
        _swarm.Registry["app:1"] = new(ImageLookupOutcome.Denied, "", "unauthorized");
        return Refused.WithAsync(ErrorId.RegistryDenied, ["'app:1'", "needs a login", "unauthorized"], () => ResolveAsync("app:1"));
    }

    [Fact]
    public async Task The_login_of_the_registry_serves_the_look_up()
    {
        _logins.Known["ghcr.io"] = RegistryLogin.OfPassword("ghcr.io", "me", "it");
        _swarm.Registry["ghcr.io/team/app:1"] = new(ImageLookupOutcome.Denied, "", "denied");
        await Refused.WithAsync(ErrorId.RegistryDenied, ["'ghcr.io'", "'ghcr.io/team/app:1'", "is not enough"], () => ResolveAsync("ghcr.io/team/app:1"));
        Assert.Same(_logins.Known["ghcr.io"], Assert.Single(_swarm.Logins));
    }

    [Fact]
    public async Task Without_a_login_a_refusal_says_where_to_log_in()
    {
        _swarm.Registry["nginx:1"] = new(ImageLookupOutcome.Denied, "", "denied");
        await Refused.WithAsync(ErrorId.RegistryDenied, ["no login for 'docker.io'", "docker login docker.io", "-RegistryCredential"], () => ResolveAsync("nginx:1"));
        Assert.Equal(["docker.io"], _logins.Asked);
    }

    [Fact]
    public async Task An_image_is_looked_up_once()
    {
        _swarm.Registry["nginx:1"] = new(ImageLookupOutcome.Found, "sha256:1", "");
        await Task.WhenAll(ResolveAsync("nginx:1"), ResolveAsync("nginx:1"));
        Assert.Equal(["look up nginx:1"], _swarm.Requests);
    }

    [Fact]
    public async Task A_tag_can_be_kept()
    {
        Assert.Equal(new("nginx:latest", ""), await _resolver.ResolveAsync("nginx", keepTag: true, TestContext.Current.CancellationToken));
        Assert.Empty(_swarm.Requests);
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_a_warning()
    {
        _swarm.Registry["app:1"] = new(ImageLookupOutcome.Unreachable, "", "connection refused");
        ImageResolution resolution = await ResolveAsync("app:1");
        Assert.Equal("app:1", resolution.Image);
        Assert.Contains("not pinned to a digest", resolution.Warning, System.StringComparison.Ordinal);
    }

    private Task<ImageResolution> ResolveAsync(string image) => _resolver.ResolveAsync(image, keepTag: false, TestContext.Current.CancellationToken);

    private sealed class BrokenLogins : IRegistryLogins
    {
        public string WithheldBecause => "";

        public Task<RegistryLogin?> FindAsync(string registry, CancellationToken stop) =>
            throw new SwarmException(ErrorId.CredentialHelperFailed, "The credential helper 'docker-credential-desktop' cannot be started.");
    }
}
