using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>Engines and a desk for the examples of the help.</summary>
public sealed class ExampleLab : IAsyncDisposable
{
    private readonly string _folder;

    private ExampleLab(string folder, AdminDesk desk, LabSwarm lab) => (_folder, Desk, Lab) = (folder, desk, lab);

    /// <summary>Where the commands are typed.</summary>
    public AdminDesk Desk { get; }

    /// <summary>The engines.</summary>
    public LabSwarm Lab { get; }

    /// <summary>Starts the engines of a scene; its script, tests/data/examples/SCENE.ps1, does the rest.</summary>
    /// <param name="scene">shop has a swarm of three managers and two workers; locked one of three managers, of which one was restarted and waits for its key. The others have two engines m1 and m2 and a w1 without a swarm.</param>
    public static async Task<ExampleLab> StartAsync(string scene)
    {
        string folder = Directory.CreateTempSubdirectory("swarmtools-examples-").FullName;
        try
        {
            AdminDesk desk = new(folder);
            LabSwarm lab = await LabSwarm.StartAsync(Options(scene, folder, desk)).ConfigureAwait(false);
            ExampleLab examples = new(folder, desk, lab);
            await desk.MeetAsync(lab).ConfigureAwait(false);
            if (scene == "locked")
            {
                await lab.Manager.DockerAsync("swarm", "update", "--autolock=true").ConfigureAwait(false);
                await lab["m2"].StopDaemonAsync().ConfigureAwait(false);
                await lab["m2"].StartDaemonAsync().ConfigureAwait(false);
            }

            return examples;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Runs tests/data/examples/Invoke-Example.ps1.</summary>
    public Task<CommandResult> RunAsync(IEnumerable<string> arguments, CancellationToken stop) =>
        Desk.RunAsync(Lab, Repository.PathOf("tests", "data", "examples", "Invoke-Example.ps1"), arguments, stop);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Lab.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }

    private static LabOptions Options(string scene, string folder, AdminDesk desk)
    {
        (int managers, int workers, bool isSwarm) = scene switch
        {
            "shop" => (3, 2, true),
            "locked" => (3, 0, true),
            _ => (2, 1, false),
        };
        return new()
        {
            Engine = EngineStore.Available is [.., EngineInstallation newest] ? newest : EngineStore.Get("none"),
            Managers = managers,
            Workers = workers,
            Swarm = isSwarm,
            Images = [ShopImages.Write(folder)],
            Certificates = desk.Certificates,
        };
    }
}
