using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Completion;
using SwarmTools.Engine;
using SwarmTools.Parameters;
using SwarmTools.Registries;
using SwarmTools.Time;
using SwarmTools.Tunnels;
using SwarmTools.Volumes;

namespace SwarmTools.Infrastructure;

/// <summary>A cmdlet that brings bytes from a volume of any node, or to one.</summary>
public abstract class VolumeTransferCmdlet : ConnectedCmdlet
{
    private readonly Dictionary<LiveConnection, LiveConnection> _managers = [];

    private protected VolumeTransferCmdlet()
    {
    }

    /// <summary>The node that has the volume: its name, its id, or the node. Without it, the only one that tasks mounted it on.</summary>
    [Parameter]
    [ReferenceTo(typeof(SwarmNode))]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, 1)]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public SwarmReference[]? Node { get; set; }

    /// <summary>Stops the services that use the volume on that node, and starts them again however it ends, also after Ctrl+C, which then takes some seconds. They stop on all nodes.</summary>
    [Parameter]
    public SwitchParameter StopService { get; set; }

    /// <summary>The image of the task that reads or writes the volume: it needs a shell, tar, gzip, nc and sha256sum as busybox has them, and openssl. The default is alpine/openssl.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ImageCompleter))]
    public string HelperImage { get; set; } = TunnelRequest.DefaultImage;

    /// <summary>Sends the login for the image's registry, as 'docker login' keeps it, to the two nodes that pull the image.</summary>
    [Parameter]
    public SwitchParameter WithRegistryAuth { get; set; }

    /// <summary>Lets bytes go between the nodes as they are, where the image has no openssl: who can read the nodes' network reads the volume. They are still checked.</summary>
    [Parameter]
    public SwitchParameter AllowUnsealed { get; set; }

    /// <summary>Works over a connection that is not encrypted: who can read it reads the volume.</summary>
    [Parameter]
    public SwitchParameter AllowPlaintext { get; set; }

    /// <summary>How long the task may take to start, and services to stop and to start. The default is 2 minutes. The transfer itself takes as long as it does.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = TunnelOpener.DefaultTimeout;

    /// <summary>The node that was named; empty for none.</summary>
    private protected string NamedNode
    {
        get
        {
            SwarmReference? node = Node?[0];
            node?.RequireUsable();
            return node is null ? "" : node.Id.Length > 0 ? node.Id : node.Name;
        }
    }

    /// <summary>A connection to one manager: the container that the bytes go through is on one engine, and no other knows it.</summary>
    /// <exception cref="SwarmException"><c>PlaintextRefused</c>; what the last manager said where none answers.</exception>
    private protected LiveConnection ManagerOf(LiveConnection live)
    {
        RequirePrivate(live, "content of a volume", AllowPlaintext);
        if (!_managers.TryGetValue(live, out LiveConnection? one))
        {
            _managers[live] = one = live.Connection.Endpoints.Count == 1 ? live : FirstThatAnswers(live.Connection);
        }

        return one;
    }

    /// <summary>Finds a volume's node and who uses it there.</summary>
    private protected VolumePlace PlaceOf(LiveConnection manager, string name, SwarmVolume? volume, string node) =>
        Ask(manager, (engine, stop) => new VolumePlaces(engine, engine, engine).FindAsync(name, volume, node, stop));

    /// <summary>Sees a transfer through, and shows how far it is.</summary>
    private protected SwarmVolumeBackup SeeThrough(
        LiveConnection manager, string activity, Func<TunnelOpener, VolumePause, VolumeTransferOptions, Action<TransferEvent>, CancellationToken, Task<SwarmVolumeBackup>> work, Func<VolumeTransferOptions, VolumeTransferOptions> options)
    {
        TransferProgress progress = new(this, activity);
        SwarmVolumeBackup? result = null;
        try
        {
            foreach (object item in Emitted<object>(async (emit, stop) => emit(await RunAsync(manager.Engine, work, options, emit, stop).ConfigureAwait(false)), TunnelTrail.Limit + VolumePause.Limit))
            {
                if (item is TransferEvent change)
                {
                    progress.Show(change);
                }

                result = item as SwarmVolumeBackup ?? result;
            }
        }
        finally
        {
            progress.Complete();
        }

        result!.Connection = manager.Connection;
        return result;
    }

    private async Task<SwarmVolumeBackup> RunAsync(
        ISwarmEngine engine, Func<TunnelOpener, VolumePause, VolumeTransferOptions, Action<TransferEvent>, CancellationToken, Task<SwarmVolumeBackup>> work, Func<VolumeTransferOptions, VolumeTransferOptions> options, Action<object> emit, CancellationToken stop)
    {
        using RandomNumberGenerator random = RandomNumberGenerator.Create();
        ServiceOperations operations = new(engine);
        RegistryAccess registries = new(RegistryChoice.Logins(WithRegistryAuth, credential: null), WithRegistryAuth ? RegistrySending.Login : RegistrySending.Nothing);
        VolumeTransferOptions chosen = options(new()
        {
            Image = HelperImage,
            IsSealed = !AllowUnsealed,
            StopsServices = StopService,
            Timeout = Timeout,
            Login = await registries.ToSendAsync(HelperImage, warning => emit(new TransferEvent(warning) { IsWarning = true }), stop).ConfigureAwait(false),
        });
        return await work(
            new(engine, SystemClock.Instance, random), new(() => operations.Updater, operations.Remover, operations.Watcher, SystemClock.Instance), chosen, emit, stop).ConfigureAwait(false);
    }

    private LiveConnection FirstThatAnswers(SwarmConnection connection)
    {
        for (int next = 0; ; next++)
        {
            SwarmEndpoint endpoint = connection.Settings.Endpoints[next];
            try
            {
                LiveConnection one = Open(connection.Settings with { Name = endpoint.ToString(), Endpoints = [endpoint] });
                Ask(one, (engine, stop) => engine.ListNodesAsync(stop));
                return one;
            }
            catch (SwarmException failure) when (failure.EndsCommand && next < connection.Settings.Endpoints.Count - 1)
            {
                WriteVerbose($"The manager at '{endpoint}' is left out: {failure.Message}");
            }
        }
    }
}
