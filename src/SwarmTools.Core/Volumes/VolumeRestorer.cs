using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Time;
using SwarmTools.Tunnels;

namespace SwarmTools.Volumes;

/// <summary>Fills a volume of any node from a file here. The volume is as it was until all has come there and is known to be right.</summary>
internal sealed class VolumeRestorer(TunnelOpener opener, VolumePause pause, IClock clock)
{
    private const int ChunkSize = 256 * 1024;

    /// <summary>Refuses an archive that is damaged or would write anywhere else. Nothing is asked of the swarm.</summary>
    /// <returns>Its SHA-256, and what it holds.</returns>
    /// <exception cref="SwarmException"><c>ArchiveInvalid</c>.</exception>
    public static async Task<(string Sha256, ArchiveSummary Summary)> CheckAsync(FileStream file, SwarmVolumeBackup? known, bool allowsOutsideLinks, CancellationToken stop)
    {
        string sha256 = await HashAsync(file, stop).ConfigureAwait(false);
        if (known is not null && known.Sha256 != sha256)
        {
            throw new SwarmException(
                ErrorId.ArchiveInvalid,
                $"The archive '{file.Name}' is not as it was written: its SHA-256 is {sha256}, and was {known.Sha256}. Nothing was changed. If it is meant so, remove '{file.Name}{BackupManifest.Suffix}'.");
        }

        file.Position = 0;
        return (sha256, await ArchiveReader.CheckAsync(file, allowsOutsideLinks, stop).ConfigureAwait(false));
    }

    /// <param name="place">The volume.</param>
    /// <param name="file">The archive.</param>
    /// <param name="known">What is known of it; null for nothing.</param>
    /// <param name="options">How.</param>
    /// <param name="emit">Takes how far it is, and warnings.</param>
    /// <param name="stop">Ends the work; the services are started again all the same.</param>
    /// <exception cref="SwarmException"><c>ArchiveInvalid</c>, <c>VolumeInUse</c>, <c>TransferFailed</c> and others; the volume is as it was then.</exception>
    public async Task<SwarmVolumeBackup> RunAsync(VolumePlace place, FileStream file, SwarmVolumeBackup? known, VolumeTransferOptions options, Action<TransferEvent> emit, CancellationToken stop)
    {
        Deadline time = new(clock, options.Timeout);
        TunnelOpener.RequireUsable(place.Node);
        emit(new("Reading the archive"));
        (string sha256, ArchiveSummary summary) = await CheckAsync(file, known, options.AllowsOutsideLinks, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmService> stopped = options.StopsServices ? [.. place.Users.Where(service => !TunnelSpec.IsOne(service))] : [];
        RequireFree(place, [.. place.Users.Except(stopped)], options.Force);
        long entries = await pause.DuringAsync(
            stopped, options.Timeout, () => SendAsync(place, file, sha256, summary, known, options, emit, stop), emit, stop).ConfigureAwait(false);
        return new()
        {
            Path = file.Name,
            VolumeName = place.Name,
            NodeName = place.Node.Name,
            Size = file.Length,
            ContentSize = summary.Bytes,
            Entries = entries,
            Sha256 = sha256,
            WasInUse = known?.WasInUse ?? false,
            CreatedAt = known?.CreatedAt ?? default,
            Duration = time.Waited,
            Labels = place.Labels,
        };
    }

    // Two that fill one volume would destroy each other's work, so that no force helps there.
    private static void RequireFree(VolumePlace place, IReadOnlyList<SwarmService> users, bool force)
    {
        if (users.Any(TunnelSpec.IsOne))
        {
            throw new SwarmException(ErrorId.VolumeInUse, $"Another backup or restore of the volume '{place.Name}' on '{place.Node.Name}' is under way. Wait until it has ended.");
        }

        if (users.Count > 0 && !force)
        {
            throw new SwarmException(
                ErrorId.VolumeInUse,
                $"The volume '{place.Name}' on '{place.Node.Name}' is in use by {string.Join(", ", users.Select(service => $"'{service.Name}'"))}. Stop these for it with -StopService; with -Force the files are taken away from under them.");
        }
    }

    private async Task<long> SendAsync(
        VolumePlace place, FileStream file, string sha256, ArchiveSummary summary, SwarmVolumeBackup? known, VolumeTransferOptions options, Action<TransferEvent> emit, CancellationToken stop)
    {
        file.Position = 0;
        TunnelRequest request = new()
        {
            Node = place.Node,
            Image = options.Image,
            IsSealed = options.IsSealed,
            Login = options.Login,
            Purpose = $"restore of the volume '{place.Name}' on '{place.Node.Name}'",
            Script = VolumeScript.Restore,
            Environment = new Dictionary<string, string>
            {
                ["SIZE"] = Tunnel.SealedSize(file.Length, options.IsSealed).ToString(CultureInfo.InvariantCulture),
                ["GZIP"] = ArchiveReader.IsPacked(file) ? "1" : "0",
                ["ROOT"] = summary.HasRoot ? "1" : "0",
                // Of an archive from elsewhere an entry may come twice.
                ["ENTRIES"] = known is null ? "" : summary.Entries.ToString(CultureInfo.InvariantCulture),
            },
            Mounts = [VolumeMount.Of(place, isReadOnly: false, place.Labels.Count > 0 ? place.Labels : known?.Labels ?? Empty.Labels), VolumeMount.Stage()],
        };
        Tunnel tunnel = await opener.OpenAsync(request, options.Timeout, emit, stop).ConfigureAwait(false);
        try
        {
            string detail = await tunnel.SendAsync(file, sha256, bytes => emit(new(bytes < file.Length ? "Sending" : "Unpacking", bytes, file.Length)), stop).ConfigureAwait(false);
            return long.TryParse(detail, NumberStyles.None, CultureInfo.InvariantCulture, out long entries) ? entries : summary.Entries;
        }
        finally
        {
            await tunnel.CloseAsync(emit, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task<string> HashAsync(FileStream file, CancellationToken stop)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[ChunkSize];
        file.Position = 0;
        int read;
        while ((read = await file.ReadAsync(chunk, 0, chunk.Length, stop).ConfigureAwait(false)) > 0)
        {
            hash.AppendData(chunk, 0, read);
        }

        return Hexadecimal.Of(hash.GetHashAndReset());
    }
}
