using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>A registry that needs a login, and a swarm of three nodes that pull from it.</summary>
public sealed class PrivateRegistryTests(Labs labs)
{
    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task Tasks_start_on_every_node_with_a_login_and_nowhere_without(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Workers = 2, Images = [labs.Images] });
        await using LocalRegistry registry = await LocalRegistry.StartAsync(lab, needsLogin: true);
        await using Stage stage = Stage.On(lab);
        string image = await PushAsync(lab, registry, "swarmtools/test:1", "private:1");

        // Without a login: refused, nothing made, and told what denied what.
        string name = stage.Name("web");
        ScriptResult refused = await stage.FailAsync("RegistryDenied", "param($name, $image) New-SwarmService $name $image", name, image);
        Assert.Contains(registry.Address, refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"'{image}'", refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("denied", refused.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty((await stage.DoAsync("Get-SwarmService")).Output);

        // With one: the digest is found, and each node pulls.
        ScriptResult made = await stage.DoAsync(
            "param($name, $image, $login) New-SwarmService $name $image -Mode Global -UpdateMonitor 100ms -RegistryCredential $login",
            name,
            image,
            new PSCredential(LocalRegistry.User, new NetworkCredential("", LocalRegistry.Password).SecurePassword));
        Assert.StartsWith("sha256:", new Seen(made.Output.Single()).Text("ImageDigest"), StringComparison.Ordinal);
        Assert.Equal(["m1", "w1", "w2"], await NodesAsync(stage, name));

        // A change without a login leaves the one that the nodes have: they pull what no node has had yet.
        await stage.DoAsync("param($name, $image) Set-SwarmService $name -Image $image -NoResolveImage", name, await PushAsync(lab, registry, "swarmtools/test:2", "private:2"));
        Assert.Equal(["m1", "w1", "w2"], await NodesAsync(stage, name));

        // Taken away: they cannot pull the next one.
        await stage.DoAsync("param($name) Set-SwarmService $name -ClearRegistryCredential -NoWait", name);
        ScriptResult failed = await stage.RunAsync(
            "param($name, $image) Set-SwarmService $name -Image $image -NoResolveImage -Timeout 60s", name, await PushAsync(lab, registry, "swarmtools/test:log", "private:3"));
        Assert.Contains("No such image", failed.Error.ToString() + string.Concat((await stage.DoAsync("param($name) Get-SwarmTask $name -History | ForEach-Object Error", name)).Texts), StringComparison.Ordinal);
        Assert.Empty((await stage.DoAsync("param($name) Get-SwarmTask $name -State Running | Where-Object Image -like '*private:3*'", name)).Output);
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task The_login_that_docker_keeps_serves_the_look_up_and_travels_when_it_is_asked_for(string engine)
    {
        await using LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Workers = 2, Images = [labs.Images] });
        await using LocalRegistry registry = await LocalRegistry.StartAsync(lab, needsLogin: true);
        await using Stage stage = Stage.On(lab);
        string image = await PushAsync(lab, registry, "swarmtools/test:1", "private:1");
        Environment.SetEnvironmentVariable("DOCKER_CONFIG", registry.DockerConfiguration);
        try
        {
            string name = stage.Name("web");
            ScriptResult looked = await stage.DoAsync("param($name, $image) New-SwarmService $name $image -Replicas 0 -NoWait", name, image);
            Assert.StartsWith("sha256:", new Seen(looked.Output.Single()).Text("ImageDigest"), StringComparison.Ordinal);

            await stage.DoAsync("param($name, $image) New-SwarmService $name $image -Mode Global -UpdateMonitor 100ms -WithRegistryAuth", stage.Name("all"), image);
            Assert.Equal(["m1", "w1", "w2"], await NodesAsync(stage, stage.Name("all")));
        }
        finally
        {
            Environment.SetEnvironmentVariable("DOCKER_CONFIG", null);
        }
    }

    private static async Task<string[]> NodesAsync(Stage stage, string name) =>
        [.. (await stage.DoAsync("param($name) Get-SwarmTask $name -State Running", name)).Output.Select(task => new Seen(task).Text("NodeName")).Order(StringComparer.Ordinal)];

    // What a node has it does not pull: the manager forgets the name that it pushed.
    private static async Task<string> PushAsync(LabSwarm lab, LocalRegistry registry, string image, string name)
    {
        string pushed = await registry.PushAsync(lab.Manager, image, name);
        await lab.Manager.DockerAsync("image", "rm", pushed);
        return pushed;
    }
}
