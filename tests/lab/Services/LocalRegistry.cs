using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>A real registry on the lab's address of this machine, so that images have digests.</summary>
public sealed class LocalRegistry : IAsyncDisposable
{
    private readonly Process _process;

    private LocalRegistry(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>The host and port, for names of images.</summary>
    public string Address { get; }

    /// <summary>Starts a registry for a lab.</summary>
    public static async Task<LocalRegistry> StartAsync(LabSwarm lab)
    {
        string folder = Path.Combine(lab.Folder, "registry");
        Directory.CreateDirectory(folder);
        string address = lab.HostAddress + ":5000";
        string settings = Path.Combine(folder, "config.yml");
        await File.WriteAllTextAsync(
            settings,
            $"version: 0.1\nlog: {{level: warn}}\nstorage: {{filesystem: {{rootdirectory: {folder}/data}}, delete: {{enabled: true}}}}\nhttp: {{addr: '{address}'}}\n").ConfigureAwait(false);
        Process process = Process.Start(Command.Info(
            "/bin/sh", ["-c", "exec docker-registry serve \"$1\" >\"$2\" 2>&1", "sh", settings, Path.Combine(folder, "log")], environment: null))!;
        LocalRegistry registry = new(process, address);
        await registry.WaitAsync().ConfigureAwait(false);
        return registry;
    }

    /// <summary>Pushes an image that the node has, and returns its name here.</summary>
    public async Task<string> PushAsync(LabNode node, string image, string name)
    {
        string target = $"{Address}/{name}";
        await node.DockerAsync("tag", image, target).ConfigureAwait(false);
        await node.DockerAsync("push", "-q", target).ConfigureAwait(false);
        return target;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private async Task WaitAsync()
    {
        using HttpClient client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };
        for (int attempt = 0; attempt < 100; attempt++)
        {
            try
            {
                using HttpResponseMessage answer = await client.GetAsync(new Uri($"http://{Address}/v2/")).ConfigureAwait(false);
                return;
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
                await Task.Delay(100).ConfigureAwait(false);
            }
        }

        throw new LabException($"The registry at {Address} did not start.");
    }
}
