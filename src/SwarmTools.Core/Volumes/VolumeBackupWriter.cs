using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Text;
using SwarmTools.Time;
using SwarmTools.Tunnels;

namespace SwarmTools.Volumes;

/// <summary>Saves a volume of any node in a file here.</summary>
internal sealed class VolumeBackupWriter(TunnelOpener opener, VolumePause pause, IClock clock)
{
    /// <param name="place">The volume.</param>
    /// <param name="path">The file; its name says whether the archive is packed.</param>
    /// <param name="options">How.</param>
    /// <param name="emit">Takes how far it is, and warnings.</param>
    /// <param name="stop">Ends the work; the services are started again all the same.</param>
    /// <exception cref="SwarmException"><c>TransferFailed</c> and others; there is no file then, nor a part of one.</exception>
    public async Task<SwarmVolumeBackup> RunAsync(VolumePlace place, string path, VolumeTransferOptions options, Action<TransferEvent> emit, CancellationToken stop)
    {
        Deadline time = new(clock, options.Timeout);
        TunnelOpener.RequireUsable(place.Node);
        bool isPacked = BackupFile.IsPacked(path);
        IReadOnlyList<SwarmService> stopped = options.StopsServices ? [.. place.Users.Where(service => !TunnelSpec.IsOne(service))] : [];
        bool isInUse = place.Users.Count > stopped.Count;
        if (isInUse)
        {
            emit(new($"The volume '{place.Name}' is in use by {string.Join(", ", place.Users.Select(service => $"'{service.Name}'"))}: what is being written meanwhile may be half in the backup. -StopService stops these for it.") { IsWarning = true });
        }

        using BackupFile file = new(path, opener.NewId());
        (string sha256, long size) = await pause.DuringAsync(stopped, options.Timeout, () => FetchAsync(place, file, isPacked, options, emit, stop), emit, stop).ConfigureAwait(false);
        emit(new("Reading the archive", size, size));
        file.Stream.Position = 0;
        ArchiveSummary summary = await ArchiveReader.CheckAsync(file.Stream, allowsOutsideLinks: true, stop).ConfigureAwait(false);
        if (summary.OutsideLink.Length > 0)
        {
            emit(new($"The volume '{place.Name}' has links that lead out of it, such as '{ConsoleText.Neutralise(summary.OutsideLink)}'. A restore keeps them with -AllowOutsideLink only.") { IsWarning = true });
        }

        SwarmVolumeBackup backup = new()
        {
            Path = path,
            VolumeName = place.Name,
            NodeName = place.Node.Name,
            Size = size,
            ContentSize = summary.Bytes,
            Entries = summary.Entries,
            Sha256 = sha256,
            WasInUse = isInUse,
            CreatedAt = time.Started,
            Duration = time.Waited,
            Labels = place.Labels,
        };
        file.Commit(backup, options.Force);
        return backup;
    }

    private async Task<(string Sha256, long Size)> FetchAsync(VolumePlace place, BackupFile file, bool isPacked, VolumeTransferOptions options, Action<TransferEvent> emit, CancellationToken stop)
    {
        TunnelRequest request = new()
        {
            Node = place.Node,
            Image = options.Image,
            IsSealed = options.IsSealed,
            Login = options.Login,
            Purpose = $"backup of the volume '{place.Name}' on '{place.Node.Name}'",
            Script = VolumeScript.Backup,
            Environment = new Dictionary<string, string> { ["GZIP"] = isPacked ? "1" : "0", ["KNOWN"] = place.IsKnown ? "1" : "0" },
            Mounts = [VolumeMount.Of(place, isReadOnly: true, place.Labels)],
        };
        Tunnel tunnel = await opener.OpenAsync(request, options.Timeout, emit, stop).ConfigureAwait(false);
        try
        {
            return await tunnel.ReceiveAsync(file.Stream, bytes => emit(new("Receiving", bytes)), stop).ConfigureAwait(false);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.TransferFailed) && VolumeTransferFailure.Of(failure, place) is { } named)
        {
            throw named;
        }
        finally
        {
            await tunnel.CloseAsync(emit, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
