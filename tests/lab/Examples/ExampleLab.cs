using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>Engines and a desk for the examples of the help: the swarm of the shop, or machines that no swarm has yet.</summary>
public sealed class ExampleLab : IAsyncDisposable
{
    private readonly string _folder;

    private ExampleLab(string folder, AdminDesk desk, LabSwarm lab) => (_folder, Desk, Lab) = (folder, desk, lab);

    /// <summary>Where the commands are typed.</summary>
    public AdminDesk Desk { get; }

    /// <summary>The engines.</summary>
    public LabSwarm Lab { get; }

    /// <summary>Starts the engines of a scene; its script, tests/data/examples/SCENE.ps1, does the rest.</summary>
    /// <param name="scene">shop has a swarm of three managers and two workers; the others have two engines m1 and m2 and a w1 without a swarm.</param>
    public static async Task<ExampleLab> StartAsync(string scene)
    {
        bool isShop = scene == "shop";
        string folder = Directory.CreateTempSubdirectory("swarmtools-examples-").FullName;
        try
        {
            AdminDesk desk = new(folder);
            LabSwarm lab = await LabSwarm.StartAsync(new()
            {
                Engine = EngineStore.Available is [.., EngineInstallation newest] ? newest : EngineStore.Get("none"),
                Managers = isShop ? 3 : 2,
                Workers = isShop ? 2 : 1,
                Swarm = isShop,
                Images = [ShopImages.Write(folder), TestImages.WriteOpenSsl(folder)],
                Certificates = desk.Certificates,
            }).ConfigureAwait(false);
            ExampleLab examples = new(folder, desk, lab);
            await desk.MeetAsync(lab).ConfigureAwait(false);
            return examples;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Runs examples: see tests/data/examples/Invoke-Example.ps1.</summary>
    public Task<CommandResult> RunAsync(IEnumerable<string> arguments, CancellationToken stop) =>
        Desk.RunAsync(Lab, Repository.PathOf("tests", "data", "examples", "Invoke-Example.ps1"), arguments, stop);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Lab.DisposeAsync().ConfigureAwait(false);
        Directory.Delete(_folder, recursive: true);
    }
}
