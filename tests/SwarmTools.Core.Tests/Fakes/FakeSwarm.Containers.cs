using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;

namespace SwarmTools.Core.Tests.Fakes;

internal sealed partial class FakeSwarm : IContainerApi
{
    private FakeContainerStream? _stream;

    public List<ContainerDefinition> Containers { get; } = [];

    /// <summary>What a task does that the newest container is connected with.</summary>
    public Func<FakeTaskEnd, Task> TaskEnd { get; set; } = _ => Task.CompletedTask;

    public Task<string> CreateContainerAsync(ContainerDefinition definition, CancellationToken stop)
    {
        Note("create container", stop);
        Containers.Add(definition);
        return Task.FromResult("container-id");
    }

    public Task<IContainerStream> AttachContainerAsync(string id, CancellationToken stop)
    {
        Note("attach " + id, stop);
        return Task.FromResult<IContainerStream>(_stream = new());
    }

    public Task StartContainerAsync(string id, CancellationToken stop)
    {
        Note("start " + id, stop);
        FakeTaskEnd end = new(_stream!, Values[Secrets[^1].Id]);
        _ = Task.Run(() => RunAsync(end), CancellationToken.None);
        return Task.CompletedTask;
    }

    public Task RemoveContainerAsync(string id, CancellationToken stop)
    {
        Note("remove container " + id, stop);
        Containers.RemoveAt(Containers.Count - 1);
        return Task.CompletedTask;
    }

    public Task PullImageAsync(string image, RegistryLogin? login, CancellationToken stop)
    {
        Note("pull " + image, stop);
        return Task.CompletedTask;
    }

    /// <summary>All that is there of tunnels.</summary>
    public IEnumerable<string> LeftOfTunnels => [.. Services.Concat<SwarmObject>(Secrets).Concat(Networks).Select(item => item.Name).Where(name => name.StartsWith("swarmtools-tunnel-", StringComparison.Ordinal)), .. Containers.Select(container => container.Name)];

    private async Task RunAsync(FakeTaskEnd end)
    {
        try
        {
            await TaskEnd(end);
        }
        finally
        {
            end.End();
        }
    }
}
