using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>A real swarm on this machine, or single engines; everything it made is gone when it is disposed.</summary>
public sealed class LabSwarm : IAsyncDisposable
{
    private readonly LabNumber _number;
    private readonly Keeper _switch;

    private LabSwarm(LabNumber number, Keeper bridge, LabOptions options)
    {
        _number = number;
        _switch = bridge;
        Engine = options.Engine;
        Nodes =
        [
            .. Enumerable.Range(1, options.Managers).Select(i => Node(options, "m", i, 10)),
            .. Enumerable.Range(1, options.Workers).Select(i => Node(options, "w", i, 20)),
        ];
    }

    /// <summary>The engine of all nodes.</summary>
    public EngineInstallation Engine { get; }

    /// <summary>The nodes, managers first.</summary>
    public IReadOnlyList<LabNode> Nodes { get; }

    /// <summary>The first manager, which made the swarm.</summary>
    public LabNode Manager => Nodes[0];

    /// <summary>This machine's address in the lab's network.</summary>
    public string HostAddress => _number.AddressOf(1);

    /// <summary>A folder for files of the lab; removed with it.</summary>
    public string Folder => _number.Folder;

    /// <summary>Starts a lab.</summary>
    public static async Task<LabSwarm> StartAsync(LabOptions options)
    {
        LabNumber number = await LabNumber.TakeAsync().ConfigureAwait(false);
        LabSwarm? lab = null;
        try
        {
            Keeper bridge = await ConnectAsync(number).ConfigureAwait(false);
            lab = new(number, bridge, options);
            await Task.WhenAll(lab.Nodes.Select(node => BootAsync(node, options))).ConfigureAwait(false);
            if (options.Swarm)
            {
                await lab.FormSwarmAsync(options.Managers).ConfigureAwait(false);
            }

            return lab;
        }
        catch
        {
            if (lab is not null)
            {
                await lab.DisposeAsync().ConfigureAwait(false);
            }

            number.Dispose();
            throw;
        }
    }

    /// <summary>The node of a name.</summary>
    public LabNode this[string name] => Nodes.First(node => node.Name == name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Nodes.Select(node => node.DisposeAsync().AsTask())).ConfigureAwait(false);
        await _switch.DisposeAsync().ConfigureAwait(false);
        await _number.CleanAsync().ConfigureAwait(false);
        _number.Dispose();
    }

    /// <summary>Makes the network. The bridge has a namespace of its own: the host's packet filter must not see its frames.</summary>
    private static async Task<Keeper> ConnectAsync(LabNumber number)
    {
        Keeper bridge = await Keeper.StartAsync(
            ["--net"],
            """
            ip link set lo up
            ip link add br0 type bridge forward_delay 0
            ip link set br0 up
            echo here
            read -r _
            """).ConfigureAwait(false);
        try
        {
            await LinkAsync(number, bridge).ConfigureAwait(false);
            return bridge;
        }
        catch
        {
            await bridge.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static Task<string> LinkAsync(LabNumber number, Keeper bridge) => Command.ShellAsync(
        """
        ip link add "$1" type veth peer name host netns "$2"
        nsenter -t "$2" -n ip link set host master br0 up
        ip addr add "$3/24" dev "$1"
        ip link set "$1" up
        """,
        number.HostLink,
        bridge.InnerId.ToString(CultureInfo.InvariantCulture),
        number.AddressOf(1));

    private static async Task BootAsync(LabNode node, LabOptions options)
    {
        await node.BootAsync().ConfigureAwait(false);
        foreach (string image in options.Images)
        {
            await node.DockerAsync("load", "-q", "-i", image).ConfigureAwait(false);
        }
    }

    private async Task FormSwarmAsync(int managers)
    {
        await Manager.DockerAsync("swarm", "init", "--advertise-addr", Manager.Address).ConfigureAwait(false);
        string managerToken = await Manager.DockerAsync("swarm", "join-token", "-q", "manager").ConfigureAwait(false);
        string workerToken = await Manager.DockerAsync("swarm", "join-token", "-q", "worker").ConfigureAwait(false);
        foreach (LabNode node in Nodes.Skip(1))
        {
            string token = Nodes.Take(managers).Contains(node) ? managerToken : workerToken;
            await node.DockerAsync("swarm", "join", "--token", token, "--advertise-addr", node.Address, Manager.Address + ":2377").ConfigureAwait(false);
        }
    }

    private LabNode Node(LabOptions options, string kind, int index, int firstAddress) =>
        new(_number, _switch, options, kind + index.ToString(CultureInfo.InvariantCulture), _number.AddressOf(firstAddress + index));
}
