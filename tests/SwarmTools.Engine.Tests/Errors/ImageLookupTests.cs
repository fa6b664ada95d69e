using System;
using System.Net;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Errors;

public class ImageLookupTests
{
    [Theory]
    [InlineData(401, "errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required", "Denied")]
    [InlineData(403, "errors:\ndenied: requested access to the resource is denied", "Denied")]
    [InlineData(500, "pull access denied, repository does not exist or may require authorization", "Denied")]
    [InlineData(500, "Get \"http://registry.lab/v2/web/manifests/1\": no basic auth credentials", "Denied")]
    [InlineData(404, "manifest unknown: manifest unknown", "NotFound")]
    [InlineData(404, "not found: manifest unknown: manifest unknown", "NotFound")]
    [InlineData(400, "invalid reference format", "NotFound")]
    [InlineData(500, "Get \"https://registry.lab/v2/\": dial tcp: lookup registry.lab: no such host", "Unreachable")]
    [InlineData(500, "Get \"https://registry.lab/v2/\": context deadline exceeded", "Unreachable")]
    public async Task What_a_registry_said_is_told(int status, string message, string expected)
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Refuse("GET", "/distribution/team/web:1/json", (HttpStatusCode)status, message);
        using DockerEngine engine = Connect.To(fake);
        ImageLookup lookup = await engine.LookUpImageAsync("team/web:1", login: null, Stop.Token);
        Assert.Equal((expected, ""), (lookup.Outcome.ToString(), lookup.Digest));
    }

    [Fact]
    public async Task The_digest_of_an_image_is_told()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer("GET", "/distribution/web/json", """{"Descriptor":{"mediaType":"x","digest":"sha256:01","size":1},"Platforms":[]}""");
        using DockerEngine engine = Connect.To(fake);
        ImageLookup lookup = await engine.LookUpImageAsync("web", login: null, Stop.Token);
        Assert.Equal((ImageLookupOutcome.Found, "sha256:01"), (lookup.Outcome, lookup.Digest));
        Assert.Empty(lookup.Platforms);
    }

    // As moby's client reads them (client/service_create.go).
    [Fact]
    public async Task The_platforms_of_an_image_are_told_as_placements_name_them()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer(
            "GET",
            "/distribution/web/json",
            """
            {"Descriptor":{"digest":"sha256:01"},"Platforms":[{"architecture":"amd64","os":"linux"},{"architecture":"arm","os":"linux","variant":"v6"},
            {"architecture":"arm","os":"linux","variant":"v7"},{"architecture":"unknown","os":"unknown"},{"architecture":"amd64","os":"windows","os.version":"10"}]}
            """);
        using DockerEngine engine = Connect.To(fake);
        Assert.Equal([new("linux", "amd64"), new("linux", ""), new("windows", "amd64")], (await engine.LookUpImageAsync("web", login: null, Stop.Token)).Platforms);
    }

    [Theory]
    [InlineData("acme/denied-app", 500, "Get \"https://registry-1.docker.io/v2/IMAGE/manifests/1\": dial tcp: connection refused", "Unreachable")]
    [InlineData("auth", 500, "unauthorized: authentication required", "Denied")]
    [InlineData("a", 500, "pull access denied for IMAGE, repository does not exist", "Denied")]
    [InlineData("d", 500, "errors:\ndenied: requested access to the resource is denied", "Denied")]
    [InlineData("manifest", 404, "manifest unknown: manifest unknown", "NotFound")]
    public async Task The_name_of_an_image_does_not_decide_what_its_registry_said(string image, int status, string message, string expected)
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Refuse("GET", $"/distribution/{image}:1/json", (HttpStatusCode)status, message.Replace("IMAGE", image, StringComparison.Ordinal));
        using DockerEngine engine = Connect.To(fake);
        Assert.Equal(expected, (await engine.LookUpImageAsync(image + ":1", login: null, Stop.Token)).Outcome.ToString());
    }

    [Fact]
    public async Task An_engine_outside_any_swarm_is_not_blamed_on_the_registry()
    {
        using DockerEngine engine = Connect.To("unix:///nowhere/docker.sock");
        await Refused.WithAsync(ErrorId.EngineUnreachable, ["/nowhere/docker.sock"], () => engine.LookUpImageAsync("web", login: null, Stop.Token));
    }
}
