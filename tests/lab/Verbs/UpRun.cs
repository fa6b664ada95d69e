using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>Starts a swarm to try things with, until Ctrl+C.</summary>
internal static class UpRun
{
    public static async Task<int> RunAsync(string engine, int managers, int workers, CancellationToken stop)
    {
        await Prerequisites.EnsureAsync(Console.WriteLine).ConfigureAwait(false);
        string folder = Directory.CreateTempSubdirectory("swarmtools-up-").FullName;
        try
        {
            string[] images = [TestImages.WriteTests(folder), TestImages.WriteOpenSsl(folder), TestImages.WriteGuestbook(folder, Repository.PathOf("examples", "guestbook", "app"))];
            await using LabSwarm lab = await LabSwarm.StartAsync(
                new() { Engine = EngineStore.Get(engine), Managers = managers, Workers = workers, Images = images }).ConfigureAwait(false);
            foreach (LabNode node in lab.Nodes)
            {
                Console.WriteLine($"{node.Name}  DOCKER_HOST={node.HostUri}  {node.TcpUri}");
            }

            Console.WriteLine("The images swarmtools/test:1 and :2 run on, :bad ends with an error, :sick fails its health check, :well passes it, :log writes lines, :openssl is for volumes.");
            Console.WriteLine("Ctrl+C ends it.");
            await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
