using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Networks;
using SwarmTools.Time;

namespace SwarmTools.Tunnels;

/// <summary>Opens tunnels from here into a task on any node, through the API of one manager and the swarm's own network.</summary>
/// <remarks>docs/decisions/0001-volumes-through-the-swarm.md tells why it is made like that.</remarks>
internal sealed class TunnelOpener(ISwarmEngine engine, IClock clock, RandomNumberGenerator random)
{
    /// <summary>How long a task may take until it runs, its image among it.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(2);

    private readonly Patience _patience = new(clock);

    /// <summary>Opens a tunnel and waits until the task at its end is ready.</summary>
    /// <exception cref="SwarmException"><c>TransferFailed</c>, <c>ImageNotFound</c>, <c>NodeTimedOut</c>. Nothing is left of the tunnel then.</exception>
    public async Task<Tunnel> OpenAsync(TunnelRequest request, TimeSpan timeout, Action<TransferEvent> emit, CancellationToken stop)
    {
        RequireUsable(request.Node);
        await new TunnelSweeper(engine, clock).SweepAsync(stop).ConfigureAwait(false);
        string id = NewId();
        TunnelTrail trail = new(engine, new NetworkRemover(engine, engine, clock), clock, id);
        TunnelKey key = new(random);
        try
        {
            emit(new("Starting a task on " + request.Node.Name));
            await EnsureImageAsync(request, stop).ConfigureAwait(false);
            await MakeAsync(request, id, key, trail, stop).ConfigureAwait(false);
            await WaitAsync(request, trail, timeout, stop).ConfigureAwait(false);
            string relay = await engine.CreateContainerAsync(TunnelSpec.Relay(request, id), stop).ConfigureAwait(false);
            trail.RelayId = relay;
            trail.Stream = await engine.AttachContainerAsync(relay, stop).ConfigureAwait(false);
            await engine.StartContainerAsync(relay, stop).ConfigureAwait(false);
            Tunnel tunnel = new(request, key, trail, new TunnelWatch(engine, engine, request.Node, trail.ServiceId, clock), random);
            await tunnel.GreetAsync(stop).ConfigureAwait(false);
            return tunnel;
        }
        catch
        {
            // However it ended: what was made goes again.
            key.Dispose();
            await trail.ClearAsync(emit, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Refuses a node that takes no task.</summary>
    /// <exception cref="SwarmException"><c>TransferFailed</c>.</exception>
    public static void RequireUsable(SwarmNode node)
    {
        string? why = node.OperatingSystem == "windows" ? "it is a Windows node, whose volumes no Linux task can read. Copy them there."
            : node.State != SwarmNodeState.Ready ? $"its state is {node.State}. Bring it back first."
            : node.Availability != SwarmNodeAvailability.Active ? $"its availability is {node.Availability}, so it takes no task. Let it take some first: Set-SwarmNode {node.Name} -Availability Active."
            : null;
        if (why is not null)
        {
            throw new SwarmException(ErrorId.TransferFailed, $"The node '{node.Name}' cannot be reached into: {why}");
        }
    }

    /// <summary>Twelve digits that nothing else has in its name.</summary>
    public string NewId()
    {
        byte[] drawn = new byte[6];
        random.GetBytes(drawn);
        return Hexadecimal.Of(drawn);
    }

    // Nodes fetch the images of tasks by themselves, an engine those of containers not.
    private async Task EnsureImageAsync(TunnelRequest request, CancellationToken stop)
    {
        if (!await engine.HasImageAsync(request.Image, stop).ConfigureAwait(false))
        {
            await engine.PullImageAsync(request.Image, request.Login, stop).ConfigureAwait(false);
        }
    }

    private async Task MakeAsync(TunnelRequest request, string id, TunnelKey key, TunnelTrail trail, CancellationToken stop)
    {
        using (SecretPayload payload = key.ToPayload())
        {
            SecretDefinition secret = new() { Name = TunnelSpec.NameOf(id), Labels = TunnelSpec.LabelsOf(id), Payload = payload };
            trail.SecretId = await _patience.SendAsync(late => engine.CreateSecretAsync(secret, late), stop).ConfigureAwait(false);
        }

        trail.NetworkId = await _patience.SendAsync(late => engine.CreateNetworkAsync(TunnelSpec.Network(id), late), stop).ConfigureAwait(false);
        ServiceCreation creation = await _patience.SendAsync(
            late => engine.CreateServiceAsync(TunnelSpec.Service(request, id, trail.SecretId, trail.NetworkId), request.Login, late), stop).ConfigureAwait(false);
        trail.ServiceId = creation.Id;
    }

    private async Task WaitAsync(TunnelRequest request, TunnelTrail trail, TimeSpan timeout, CancellationToken stop)
    {
        Deadline deadline = new(clock, timeout);
        TaskQuery query = new() { ServiceIds = [trail.ServiceId] };
        while (true)
        {
            IReadOnlyList<SwarmTask> tasks = await _patience.AskAsync(late => engine.ListTasksAsync(query, late), stop).ConfigureAwait(false);
            SwarmTask? task = tasks.Count > 0 ? tasks[0] : null;
            if (task?.State == SwarmTaskState.Running)
            {
                return;
            }

            string said = task is null ? "it was given to no node" : task.Error.Length > 0 ? task.Error : task.Message;
            if (task?.State > SwarmTaskState.Running)
            {
                throw new SwarmException(
                    said.Contains("No such image") ? ErrorId.ImageNotFound : ErrorId.TransferFailed,
                    $"The task of '{request.Image}' on '{request.Node.Name}' did not run: {said.TrimEnd('.')}. -HelperImage names another image.");
            }

            if (deadline.IsOver)
            {
                throw new SwarmException(ErrorId.NodeTimedOut, $"The task of '{request.Image}' on '{request.Node.Name}' does not run yet: {said.TrimEnd('.')}. Give it more time with -Timeout.");
            }

            await clock.DelayAsync(TimeSpan.FromMilliseconds(200), stop).ConfigureAwait(false);
        }
    }
}
