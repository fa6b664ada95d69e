using System.Collections.Generic;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Engine;
using SwarmTools.Services;
using SwarmTools.Specs;

namespace SwarmTools.Core.Tests.Services;

public class ServiceCreatorTests
{
    private readonly FakeSwarm _swarm = new() { Secrets = { A.Secret("db") } };
    private readonly List<string> _warnings = [];

    public ServiceCreatorTests() => _swarm.Registry["nginx:latest"] = new(ImageLookupOutcome.Found, "sha256:1", "");

    [Fact]
    public async Task A_service_is_made_with_ids_and_a_pinned_image()
    {
        Assert.Equal("web-id", await CreateAsync(new() { Name = "web", Image = "nginx", Secrets = [new() { Source = "db" }] }));
        string container = _swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!.ToJsonString();
        Assert.Contains("\"Image\":\"nginx:latest@sha256:1\"", container, System.StringComparison.Ordinal);
        Assert.Contains("\"SecretID\":\"db-id\"", container, System.StringComparison.Ordinal);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task A_tag_can_be_kept()
    {
        await CreateAsync(new() { Name = "web", Image = "nginx", KeepTag = true });
        Assert.Equal("nginx", (string?)_swarm.SpecOf("web")["TaskTemplate"]!["ContainerSpec"]!["Image"]);
        Assert.Equal(["create web"], _swarm.Requests);
    }

    [Fact]
    public async Task Warnings_are_handed_on()
    {
        _swarm.Registry["app:1"] = new(ImageLookupOutcome.Unreachable, "", "timeout");
        _swarm.CreationWarnings = ["unable to pin image"];
        await CreateAsync(new() { Name = "web", Image = "app:1" });
        Assert.Equal(2, _warnings.Count);
        Assert.Equal("unable to pin image", _warnings[1]);
    }

    [Fact]
    public async Task Everything_that_can_be_refused_is_refused_before_anything_is_made()
    {
        await Refused.WithAsync(ErrorId.SecretNotFound, ["'no'"], () => CreateAsync(new() { Name = "web", Image = "nginx", Secrets = [new() { Source = "no" }] }));
        await Refused.WithAsync(ErrorId.ImageNotFound, ["'gone:latest'"], () => CreateAsync(new() { Name = "web", Image = "gone" }));
        await Refused.WithAsync(ErrorId.OptionInvalid, ["GlobalJob"], () => CreateAsync(new() { Name = "web", Image = "nginx", Mode = SwarmServiceMode.GlobalJob }));
        Assert.Empty(_swarm.Services);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_the_engines_refusal()
    {
        _swarm.Services.Add(A.Service("web"));
        await Refused.WithAsync(ErrorId.ServiceExists, ["'web'"], () => CreateAsync(new() { Name = "web", Image = "nginx" }));
    }

    private Task<string> CreateAsync(ServiceDefinition definition)
    {
        ServiceCreator creator = new(_swarm, new(_swarm, _swarm, _swarm), new(_swarm));
        return creator.CreateAsync(definition, _warnings.Add, TestContext.Current.CancellationToken);
    }
}
