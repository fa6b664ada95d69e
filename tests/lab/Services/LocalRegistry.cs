using System;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>A real registry on the lab's address of this machine, so that images have digests.</summary>
public sealed class LocalRegistry : IAsyncDisposable
{
    /// <summary>The user of a registry that needs a login.</summary>
    public const string User = "lab";

    /// <summary>The password: in base64 and base64url it is not the same text.</summary>
    public const string Password = "open sesame?";

    // bcrypt, the only form that the registry reads.
    private const string PasswordHash = "$2b$05$AQ/cBsKIqDIll0rEMCGLKOrQy5YXF2Ejt1cBK/03WHmm.SUZKke7q";

    private readonly Process _process;
    private readonly string _folder;

    private LocalRegistry(Process process, string address, string folder)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    /// <summary>A folder of docker's configuration with the login.</summary>
    public string DockerConfiguration => Path.Combine(_folder, "docker");

    /// <summary>The host and port, for names of images.</summary>
    public string Address { get; }

    /// <summary>Starts a registry for a lab.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="needsLogin">Whether it serves only those that log in as <see cref="User"/>.</param>
    public static async Task<LocalRegistry> StartAsync(LabSwarm lab, bool needsLogin = false)
    {
        string folder = Path.Combine(lab.Folder, "registry");
        Directory.CreateDirectory(folder);
        string address = lab.HostAddress + ":5000";
        string settings = Path.Combine(folder, "config.yml");
        string login = needsLogin ? $"auth: {{htpasswd: {{realm: lab, path: {folder}/users}}}}\n" : "";
        await File.WriteAllTextAsync(
            settings,
            $"version: 0.1\nlog: {{level: warn}}\nstorage: {{filesystem: {{rootdirectory: {folder}/data}}, delete: {{enabled: true}}}}\nhttp: {{addr: '{address}'}}\n{login}").ConfigureAwait(false);
        await WriteLoginAsync(folder, address, needsLogin).ConfigureAwait(false);
        Process process = Process.Start(Command.Info(
            "/bin/sh", ["-c", "exec docker-registry serve \"$1\" >\"$2\" 2>&1", "sh", settings, Path.Combine(folder, "log")], environment: null))!;
        LocalRegistry registry = new(process, address, folder);
        await registry.WaitAsync().ConfigureAwait(false);
        return registry;
    }

    /// <summary>Pushes an image that the node has, and returns its name here.</summary>
    public async Task<string> PushAsync(LabNode node, string image, string name)
    {
        string target = $"{Address}/{name}";
        await node.DockerAsync("tag", image, target).ConfigureAwait(false);
        await node.DockerAsync("--config", DockerConfiguration, "push", "-q", target).ConfigureAwait(false);
        return target;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
    }

    private static async Task WriteLoginAsync(string folder, string address, bool needsLogin)
    {
        Directory.CreateDirectory(Path.Combine(folder, "docker"));
        await File.WriteAllTextAsync(Path.Combine(folder, "users"), $"{User}:{PasswordHash}\n").ConfigureAwait(false);
        string login = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "docker", "config.json"),
            needsLogin ? $$"""{ "auths": { "{{address}}": { "auth": "{{login}}" } } }""" : "{}").ConfigureAwait(false);
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
