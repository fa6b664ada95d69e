using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Docker.DotNet.Models;
using SwarmTools.Text;

namespace SwarmTools.Engine;

internal sealed partial class DockerEngine
{
    public Task<EnginePing> PingAsync(CancellationToken stop) => _http.PingAsync(stop);

    public async Task<EngineDescription> InfoAsync(CancellationToken stop)
    {
        SystemInfoResponse info = await TypedAsync(client => client.System.GetSystemInfoAsync(stop), EngineSubject.Engine, stop).ConfigureAwait(false);
        Info? swarm = info.Swarm;
        EngineDescription description = new()
        {
            EngineVersion = info.ServerVersion ?? "",
            HostName = info.Name ?? "",
            SwarmState = StateOf(swarm?.LocalNodeState),
            SwarmId = swarm?.Cluster?.ID ?? "",
            NodeId = swarm?.NodeID ?? "",
            NodeAddress = swarm?.NodeAddr ?? "",
            IsManager = swarm?.ControlAvailable ?? false,
            Managers = (int)(swarm?.Managers ?? 0),
            Nodes = (int)(swarm?.Nodes ?? 0),
            ManagerAddresses = [.. (swarm?.RemoteManagers ?? []).Select(peer => peer.Addr).OrderBy(address => address, System.StringComparer.Ordinal)],
            SwarmError = swarm?.Error ?? "",
        };
        if (description.IsManager)
        {
            _http.Learn(description.SwarmId, description.ManagerAddresses);
        }

        return description;
    }

    private static SwarmLocalState StateOf(string? state) =>
        state is null or "" or "inactive" ? SwarmLocalState.NotInSwarm : EnumText.Parse<SwarmLocalState>(state);
}
