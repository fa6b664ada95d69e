using System.Linq;
using SwarmTools.Connections;
using SwarmTools.Core.Tests.Fakes;

namespace SwarmTools.Core.Tests.Connections;

/// <summary>The order of design.md, section 6; what the runspace chose comes before all this.</summary>
public class EndpointResolverTests
{
    private const string Config = "/home/me/.docker/config.json";

    [Fact]
    public void A_named_host_wins_over_everything() =>
        AssertResolves("Explicit tcp://named:2375", Full(), new() { HostUri = ["tcp://named:2375"], Context = "other" });

    [Fact]
    public void A_named_context_wins_over_the_environment() =>
        AssertResolves("Explicit other tcp://other:2375", Full(), new() { Context = "other" });

    [Fact]
    public void DOCKER_HOST_wins_over_contexts() => AssertResolves("DockerHost tcp://variable:2375", Full());

    [Fact]
    public void DOCKER_CONTEXT_wins_over_the_current_context()
    {
        FakeEnvironment environment = Full();
        environment.Variables.Remove("DOCKER_HOST");
        AssertResolves("DockerContextVariable variable tcp://contextvariable:2375", environment);
    }

    [Fact]
    public void The_current_context_wins_over_the_default()
    {
        FakeEnvironment environment = Full();
        environment.Variables.Clear();
        AssertResolves("CurrentContext current tcp://current:2375", environment);
    }

    [Fact]
    public void Empty_variables_are_none() =>
        AssertResolves("PlatformDefault unix:///var/run/docker.sock", new FakeEnvironment().With("DOCKER_HOST", "").With("DOCKER_CONTEXT", ""));

    [Theory]
    [InlineData(false, "PlatformDefault unix:///var/run/docker.sock")]
    [InlineData(true, "PlatformDefault npipe:////./pipe/docker_engine")]
    public void With_nothing_named_the_platform_decides(bool windows, string expected) =>
        AssertResolves(expected, new FakeEnvironment { IsWindows = windows });

    [Theory]
    [InlineData("default")]
    [InlineData("")]
    public void The_default_context_is_none_of_the_files(string current) => AssertResolves(
        "PlatformDefault unix:///var/run/docker.sock",
        new FakeEnvironment().WithFile(Config, $$"""{"currentContext":"{{current}}"}"""));

    [Fact]
    public void The_context_default_is_DOCKER_HOST_where_that_is_set() => AssertResolves(
        "Explicit tcp://variable:2375", new FakeEnvironment().With("DOCKER_HOST", "tcp://variable:2375"), new() { Context = "default" });

    [Fact]
    public void The_context_default_named_alone_is_the_platforms() => AssertResolves(
        "Explicit unix:///var/run/docker.sock", new FakeEnvironment(), new() { Context = "default" });

    [Fact]
    public void Several_hosts_are_managers_in_the_order_given()
    {
        ConnectionSettings settings = Resolve(new FakeEnvironment(), new() { HostUri = ["tcp://m2:2375", "ssh://m1"] });
        Assert.Equal("tcp://m2:2375, ssh://m1", string.Join(", ", settings.Endpoints));
        Assert.Equal("tcp://m2:2375", settings.Name);
    }

    [Theory]
    [InlineData("tcp://host", "tcp://host:2375")]
    [InlineData("https://host", "tcp://host:2376")]
    public void A_missing_port_is_dockers(string host, string expected) =>
        Assert.Equal(expected, Resolve(new FakeEnvironment(), new() { HostUri = [host] }).Endpoints[0].ToString());

    [Fact]
    public void A_bad_address_is_refused_with_its_origin() => Refused.With(
        ErrorId.EndpointInvalid, ["'prod' (DOCKER_HOST)"], () => Resolve(new FakeEnvironment().With("DOCKER_HOST", "prod")));

    [Fact]
    public void The_address_of_a_context_passes_the_same_parser() => Refused.With(
        ErrorId.EndpointInvalid, ["context 'bad'"], () => Resolve(new FakeEnvironment().WithContext("bad", "ssh://-oProxyCommand=x@h"), new() { Context = "bad" }));

    [Theory]
    [InlineData("-Context")]
    [InlineData("DOCKER_CONTEXT")]
    [InlineData("current context")]
    public void A_context_that_does_not_exist_is_refused_with_its_origin(string origin)
    {
        FakeEnvironment environment = origin switch
        {
            "DOCKER_CONTEXT" => new FakeEnvironment().With("DOCKER_CONTEXT", "gone"),
            "current context" => new FakeEnvironment().WithFile(Config, """{"currentContext":"gone"}"""),
            _ => new FakeEnvironment(),
        };
        Refused.With(
            ErrorId.ContextNotFound,
            [$"'gone' ({origin})", "'/home/me/.docker'", "Get-SwarmContext lists"],
            () => Resolve(environment, origin == "-Context" ? new() { Context = "gone" } : new()));
    }

    [Fact]
    public void A_broken_configuration_does_not_matter_where_it_is_not_asked()
    {
        FakeEnvironment environment = new FakeEnvironment().WithFile(Config, "{").With("DOCKER_HOST", "tcp://h:1");
        AssertResolves("DockerHost tcp://h:1", environment);
        environment.Variables.Clear();
        Refused.With(ErrorId.ContextInvalid, [Config, "not JSON"], () => Resolve(environment));
    }

    [Fact]
    public void Another_folder_of_the_configuration_can_be_named()
    {
        FakeEnvironment environment = new FakeEnvironment { HomeFolder = "/home/you" }.WithContext("current", "tcp://theirs:1")
            .WithFile("/home/you/.docker/config.json", """{"currentContext":"current"}""");
        Assert.Equal("tcp://theirs:1", Resolve(environment, new() { ConfigPath = "/home/you/.docker" }).Endpoints[0].ToString());
        environment = environment.With("DOCKER_CONFIG", "/home/you/.docker");
        Assert.Equal("tcp://theirs:1", Resolve(environment).Endpoints[0].ToString());
    }

    private static FakeEnvironment Full() => new FakeEnvironment()
        .With("DOCKER_HOST", "tcp://variable:2375")
        .With("DOCKER_CONTEXT", "variable")
        .WithFile(Config, """{"auths":{},"currentContext":"current"}""")
        .WithContext("variable", "tcp://contextvariable:2375")
        .WithContext("current", "tcp://current:2375")
        .WithContext("other", "tcp://other:2375");

    private static ConnectionSettings Resolve(FakeEnvironment environment, ConnectionRequest? request = null) =>
        EndpointResolver.Resolve(request ?? new(), environment);

    private static void AssertResolves(string expected, FakeEnvironment environment, ConnectionRequest? request = null)
    {
        ConnectionSettings settings = Resolve(environment, request);
        string[] parts = [settings.Source.ToString(), settings.ContextName == "default" ? "" : settings.ContextName, string.Join(", ", settings.Endpoints)];
        Assert.Equal(expected, string.Join(" ", parts.Where(part => part.Length > 0)));
    }
}
