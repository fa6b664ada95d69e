using System.Collections.Generic;
using System.Linq;
using SwarmTools.Connections;
using SwarmTools.Core.Tests.Fakes;

namespace SwarmTools.Core.Tests.Connections;

public class ContextListTests
{
    private const string Config = "/home/me/.docker/config.json";

    [Fact]
    public void The_built_in_context_comes_first_and_is_current_by_default() => Assert.Equal(
        ["default unix:///var/run/docker.sock *", "a tcp://a", "b tcp://b"],
        Shown(new FakeEnvironment().WithContext("b", "tcp://b").WithContext("a", "tcp://a")));

    [Fact]
    public void DOCKER_HOST_makes_the_built_in_one_current() => Assert.Equal(
        ["default tcp://h:1 *", "a tcp://a"],
        Shown(new FakeEnvironment().WithContext("a", "tcp://a").With("DOCKER_HOST", "tcp://h:1").With("DOCKER_CONTEXT", "a")));

    [Fact]
    public void DOCKER_CONTEXT_wins_over_the_configuration()
    {
        FakeEnvironment environment = new FakeEnvironment().WithContext("a", "tcp://a").WithContext("b", "tcp://b").WithFile(Config, """{"currentContext":"b"}""");
        Assert.Equal(["default unix:///var/run/docker.sock", "a tcp://a", "b tcp://b *"], Shown(environment));
        Assert.Equal(["default unix:///var/run/docker.sock", "a tcp://a *", "b tcp://b"], Shown(environment.With("DOCKER_CONTEXT", "a")));
    }

    [Fact]
    public void A_password_in_an_address_is_not_shown() => Assert.Equal(
        ["default ssh://me:***@h *", "a ssh://me:***@a"],
        Shown(new FakeEnvironment().WithContext("a", "ssh://me:hunter2@a").With("DOCKER_HOST", "ssh://me:hunter2@h")));

    [Fact]
    public void Certificates_and_damage_are_told()
    {
        FakeEnvironment environment = new FakeEnvironment().WithContext("a", "tcp://a", true, ("ca.pem", "CA"));
        environment.Files[environment.MetaOf("z")] = "{";
        IReadOnlyList<SwarmContext> all = ContextList.Read(environment, null);
        Assert.True(all.Single(context => context.Name == "a") is { HasCertificates: true, SkipTlsVerify: true, Description: "About a" });
        Assert.NotEmpty(all.Single(context => context.Name == FakeEnvironment.Digest("z")).Error);
    }

    private static IEnumerable<string> Shown(FakeEnvironment environment) =>
        ContextList.Read(environment, null).Select(context => $"{context.Name} {context.HostUri}{(context.IsCurrent ? " *" : "")}");
}
