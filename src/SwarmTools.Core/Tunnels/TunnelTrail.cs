using System;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Networks;
using SwarmTools.Text;
using SwarmTools.Time;

namespace SwarmTools.Tunnels;

/// <summary>What was made for a tunnel, to be removed in the end, however that comes.</summary>
internal sealed class TunnelTrail(ISwarmEngine engine, NetworkRemover networks, IClock clock, string id)
{
    /// <summary>How long the removal may take; it goes on when somebody wants all to stop.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan s_leaving = TimeSpan.FromSeconds(30);

    public string SecretId { get; set; } = "";

    public string NetworkId { get; set; } = "";

    public string ServiceId { get; set; } = "";

    public string RelayId { get; set; } = "";

    public IContainerStream? Stream { get; set; }

    /// <summary>Removes all of it. What cannot be removed is told, and found by the next tunnel.</summary>
    /// <param name="emit">Takes what could not be removed.</param>
    /// <param name="stop">Gives it up. What stops a transfer is no reason to.</param>
    public async Task ClearAsync(Action<TransferEvent> emit, CancellationToken stop)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        CancellationToken late = limit.Token;
        string name = TunnelSpec.NameOf(id);
        Stream?.Dispose();
        await TryAsync(RelayId, relay => engine.RemoveContainerAsync(relay, late), "container", emit).ConfigureAwait(false);
        await TryAsync(ServiceId, service => new Patience(clock, s_leaving).AskAsync(each => engine.RemoveServiceAsync(service, name, each), late), "service", emit).ConfigureAwait(false);
        await TryAsync(SecretId, secret => engine.RemoveSecretAsync(secret, name, late), "secret", emit).ConfigureAwait(false);
        await TryAsync(NetworkId, network => networks.RemoveAsync(new() { Id = network, Name = name }, s_leaving, late), "network", emit).ConfigureAwait(false);
    }

    private async Task TryAsync(string made, Func<string, Task> remove, string kind, Action<TransferEvent> emit)
    {
        if (made.Length == 0)
        {
            return;
        }

        string why;
        try
        {
            await remove(made).ConfigureAwait(false);
            return;
        }
        catch (SwarmException failure) when (failure.Kind == SwarmErrorKind.NotFound)
        {
            return;
        }
        catch (SwarmException failure)
        {
            why = failure.Message;
        }
        catch (OperationCanceledException)
        {
            why = $"It took longer than {SwarmText.Duration(Limit)}.";
        }

        emit(new($"The {kind} '{TunnelSpec.NameOf(id)}' could not be removed. {why} The next backup or restore removes it.") { IsWarning = true });
    }
}
