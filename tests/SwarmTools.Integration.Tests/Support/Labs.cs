using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using SwarmTools.Lab;

namespace SwarmTools.Integration;

/// <summary>The swarms that tests share, started when the first test asks.</summary>
public sealed class Labs : IAsyncLifetime
{
    private readonly Dictionary<string, LabSwarm> _oneNode = new(StringComparer.Ordinal);
    private LabSwarm? _cluster;
    private string _folder = "";
    private string? _images;
    private string? _openSsl;
    private bool _isNamedReady;

    /// <summary>The file with the images of tests.</summary>
    public string Images => _images ??= TestImages.WriteTests(_folder);

    /// <summary>The file with the image that has openssl.</summary>
    public string OpenSslImage => _openSsl ??= TestImages.WriteOpenSsl(_folder);

    public ValueTask InitializeAsync()
    {
        // What a user of this machine has set must not decide what the tests connect to, nor the build service they run on what is written.
        _ = NamedEngine.Address;
        foreach (string name in new[] { "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH", "TF_BUILD", "GITHUB_ACTIONS" })
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        _folder = Directory.CreateTempSubdirectory("swarmtools-integration-").FullName;
        return ValueTask.CompletedTask;
    }

    /// <summary>A swarm of one node, or the named engine, with a session that is connected to it.</summary>
    public async Task<Stage> OneNodeAsync(string engine)
    {
        if (engine == EachEngine.Title)
        {
            return await NamedAsync();
        }

        if (!_oneNode.TryGetValue(engine, out LabSwarm? lab))
        {
            _oneNode[engine] = lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Images = [Images] });
        }

        return Stage.On(lab);
    }

    /// <summary>A swarm of three managers and two workers, with a session that is connected to the first manager.</summary>
    public async Task<Stage> ClusterAsync(string engine)
    {
        if (_cluster?.Engine.Name != engine)
        {
            await DisposeClusterAsync();
            _cluster = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Managers = 3, Workers = 2, Images = [Images] });
        }

        return Stage.On(_cluster!);
    }

    public async ValueTask DisposeAsync()
    {
        await DisposeClusterAsync();
        foreach (LabSwarm lab in _oneNode.Values)
        {
            await lab.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Stage> NamedAsync()
    {
        Stage stage = Stage.On(NamedEngine.Address!);
        if (!_isNamedReady)
        {
            await stage.DockerAsync("load", "-q", "-i", Images);
            _isNamedReady = true;
        }

        return stage;
    }

    private async Task DisposeClusterAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
            _cluster = null;
        }
    }
}
