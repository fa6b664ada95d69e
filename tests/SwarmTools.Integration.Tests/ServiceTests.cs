using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Services come up, or the command says why they do not.</summary>
public sealed class ServiceTests(Labs labs) : SwarmTests(labs)
{
    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_runs_when_the_command_returns(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");

        ScriptResult result = await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -Replicas 2", name);

        Seen made = new(result.Output.Single());
        Assert.Equal(name, made["Name"]);
        Assert.Equal(2L, made["RunningTasks"]);
        Assert.Equal("2/2", await stage.DockerAsync("service", "ls", "--filter", "name=" + name, "--format", "{{.Replicas}}"));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_service_with_a_health_check_that_passes_converges(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("well");

        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:well -UpdateMonitor 300ms", name);

        ScriptResult waited = await stage.DoAsync("param($name) Wait-SwarmService $name -Monitor 0s", name);
        Seen result = new(waited.Output.Single());
        Assert.Equal("Converged", result.Text("Outcome"));
        Assert.Equal(1, result["Running"]);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_name_that_exists_is_refused(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoWait", name);

        await stage.FailAsync("ServiceExists", "param($name) New-SwarmService $name swarmtools/test:1", name);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task An_image_that_exists_nowhere_is_an_error_and_leaves_nothing(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");

        await stage.FailAsync("ImageNotFound", "param($name) New-SwarmService $name 127.0.0.1:1/swarmtools/absent:9 -Timeout 60s", name);

        Assert.Equal("", await stage.DockerAsync("service", "ls", "--filter", "name=" + name, "-q"));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Tasks_that_fail_again_and_again_end_the_wait(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("bad");

        ScriptResult result = await stage.FailAsync("TasksFailing", "param($name) New-SwarmService $name swarmtools/test:bad -Timeout 90s", name);

        Assert.Contains("non-zero exit (1)", result.Error.ToString(), System.StringComparison.Ordinal);
        Seen rollout = new(new Seen(result.Error.Exception).Required("Result"));
        Assert.NotEmpty((System.Collections.IEnumerable)rollout["FailedTasks"]!);
        Assert.Equal(name, await stage.DockerAsync("service", "inspect", "--format", "{{.Spec.Name}}", name));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task Tasks_that_never_get_healthy_do_not_converge(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("sick");

        ScriptResult result = await stage.RunAsync("param($name) New-SwarmService $name swarmtools/test:sick -Timeout 12s", name);

        Assert.Contains(Assert.Single(result.ErrorIds), new[] { "TasksFailing", "RolloutTimedOut" });
        Assert.Empty(result.Output);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task NoWait_returns_before_the_tasks_run(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("sick");

        ScriptResult result = await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:sick -NoWait", name);

        Assert.Equal(0L, new Seen(result.Output.Single())["RunningTasks"]);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task An_image_of_a_registry_is_pinned_to_its_digest(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        await using LocalRegistry registry = await LocalRegistry.StartAsync(stage.Lab);
        string image = await registry.PushAsync(stage.Node, "swarmtools/test:1", "pinned:1");
        string digest = await stage.DockerAsync("image", "inspect", "--format", "{{index .RepoDigests 0}}", image);
        (string pinned, string loose) = (stage.Name("pinned"), stage.Name("loose"));

        ScriptResult result = await stage.DoAsync(
            "param($pinned, $loose, $image) New-SwarmService $pinned $image -NoWait; New-SwarmService $loose $image -NoResolveImage -NoWait", pinned, loose, image);

        string hash = digest[digest.IndexOf("sha256:", System.StringComparison.Ordinal)..];
        Assert.Equal($"{image}@{hash}", await ImageOf(stage, pinned));
        Assert.Equal(image, await ImageOf(stage, loose));
        Assert.Equal(hash, new Seen(result.Output[0])["ImageDigest"]);
        Assert.Equal("", new Seen(result.Output[1])["ImageDigest"]);
        Assert.Empty(result.Warnings);
    }

    // With its digest the registry tells its platforms, and docker's client keeps tasks off all other nodes.
    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task An_image_of_a_registry_is_found_as_docker_finds_it(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        await using LocalRegistry registry = await LocalRegistry.StartAsync(stage.Lab);
        string image = await registry.PushAsync(stage.Node, "swarmtools/test:1", "found:1");
        string other = await registry.PushAsync(stage.Node, "swarmtools/test:1", "found:2");
        (string theirs, string ours) = (stage.Name("theirs"), stage.Name("ours"));
        await stage.DockerAsync("service", "create", "-d", "-q", "--replicas", "0", "--name", theirs, image);
        await stage.DoAsync("param($name, $image) $null = New-SwarmService $name $image -Replicas 0 -NoWait", ours, image);

        JsonNode placement = await AssertSameTemplateAsync();
        Assert.NotEmpty(placement["Platforms"]!.AsArray());

        await stage.DockerAsync("service", "update", "-d", "-q", "--image", other, theirs);
        await stage.DoAsync("param($name, $image) $null = Set-SwarmService $name -Image $image -NoWait", ours, other);
        await AssertSameTemplateAsync();

        async Task<JsonNode> AssertSameTemplateAsync()
        {
            JsonNode expected = (await stage.ServiceAsync(theirs))["Spec"]!["TaskTemplate"]!;
            JsonNode actual = (await stage.ServiceAsync(ours))["Spec"]!["TaskTemplate"]!;
            Assert.Empty(JsonDifference.Between(expected, actual));
            return actual["Placement"]!;
        }
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task An_image_that_only_the_engine_has_gets_no_digest(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string name = stage.Name("web");

        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -NoWait", name);

        Assert.Equal("swarmtools/test:1", await ImageOf(stage, name));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_port_that_another_service_publishes_is_refused_and_the_error_names_that_service(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        string first = stage.Name("first");
        await stage.DoAsync("param($name) New-SwarmService $name swarmtools/test:1 -Publish 18090:80 -Replicas 0 -NoWait", first);

        ScriptResult result = await stage.FailAsync(
            "PortInUse", "param($name) New-SwarmService $name swarmtools/test:1 -Publish 18090:80 -Replicas 0 -NoWait", stage.Name("second"));

        Assert.Contains(first, result.Error.ToString(), System.StringComparison.Ordinal);
    }

    private static Task<string> ImageOf(Stage stage, string service) =>
        stage.DockerAsync("service", "inspect", "--format", "{{.Spec.TaskTemplate.ContainerSpec.Image}}", service);
}
