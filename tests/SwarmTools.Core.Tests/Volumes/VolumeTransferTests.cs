using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Services;
using SwarmTools.Time;
using SwarmTools.Tunnels;
using SwarmTools.Volumes;

namespace SwarmTools.Core.Tests.Volumes;

/// <summary>Backups and restores against a swarm in memory. Its tasks seal nothing; the checksums are the same.</summary>
public sealed class VolumeTransferTests : IDisposable
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    private readonly FakeSwarm _swarm = new();
    private readonly List<TransferEvent> _told = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("swarmtools-core-").FullName;
    private readonly byte[] _archive = TestArchive.Of(TarEntryFormat.Gnu, isPacked: true, ("a", TarEntryType.RegularFile, "12345")).ToArray();

    public VolumeTransferTests() => _swarm.AfterCreate = () => _swarm.Tasks.AddRange(
        _swarm.Services.Where(service => service.Name.StartsWith("swarmtools-tunnel-", StringComparison.Ordinal) && _swarm.Tasks.TrueForAll(task => task.ServiceId != service.Id)).Select(service => A.Task(1, service: service.Name)));

    private string Path => System.IO.Path.Combine(_folder, "data.tar.gz");

    private string Sha256 => Convert.ToHexStringLower(SHA256.HashData(_archive));

    [Fact]
    public async Task A_backup_is_written_with_what_it_is_of_and_nothing_of_the_tunnel_is_left()
    {
        _swarm.TaskEnd = SendAsync;

        SwarmVolumeBackup backup = await BackupAsync();

        Assert.Equal(_archive, await File.ReadAllBytesAsync(Path, TestContext.Current.CancellationToken));
        Assert.Equal((Sha256, _archive.Length, 1L, 5L, "data", "n1"), (backup.Sha256, backup.Size, backup.Entries, backup.ContentSize, backup.VolumeName, backup.NodeName));
        SwarmVolumeBackup told = BackupManifest.ReadBeside(Path)!;
        Assert.Equal((backup.Sha256, backup.Entries, "shop"), (told.Sha256, told.Entries, told.Labels["stack"]));
        Assert.Empty(_swarm.LeftOfTunnels);
        Assert.Equal(["data.tar.gz", "data.tar.gz.json"], Files());
    }

    [Fact]
    public async Task A_transfer_that_breaks_leaves_no_half_file_and_the_old_file_as_it_was()
    {
        await File.WriteAllTextAsync(Path, "old", TestContext.Current.CancellationToken);
        _swarm.TaskEnd = async end =>
        {
            await end.GreetAsync();
            end.Write(_archive[..(_archive.Length / 2)]);
        };

        await RefusedAsync("TransferFailed", BackupAsync);

        Assert.Equal(["data.tar.gz"], Files());
        Assert.Equal("old", await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
        Assert.Empty(_swarm.LeftOfTunnels);
    }

    [Fact]
    public async Task Bytes_that_somebody_changed_on_the_way_are_no_backup()
    {
        _swarm.TaskEnd = async end =>
        {
            await end.GreetAsync();
            end.Write([.. _archive[..^1], (byte)(_archive[^1] ^ 1)]);
            end.Report("done " + Sha256, _archive);
        };
        await RefusedAsync("TransferFailed", BackupAsync);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_task_that_is_not_ours_is_not_believed()
    {
        _swarm.TaskEnd = async end =>
        {
            await end.ReadAsync("hello\n".Length);
            end.Report("ready", [], key: new string('0', 128));
        };
        await RefusedAsync("TransferFailed", BackupAsync);
        Assert.Empty(_swarm.LeftOfTunnels);
    }

    [Theory]
    [InlineData("failed no-openssl", "TransferFailed", "-AllowUnsealed")]
    [InlineData("failed empty", "VolumeNotFound", "no volume 'data'")]
    [InlineData("failed unfinished", "TransferFailed", "Run the restore again")]
    [InlineData("failed tar: no space left", "TransferFailed", "tar: no space left")]
    public async Task What_the_task_says_is_told_with_the_remedy(string said, string id, string expected)
    {
        _swarm.TaskEnd = async end =>
        {
            await end.GreetAsync();
            end.Report(said, []);
        };
        Assert.Contains(expected, (await RefusedAsync(id, BackupAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_that_use_the_volume_are_stopped_for_it_and_started_again_also_when_it_fails()
    {
        _swarm.Services.Add(A.Service(new JsonObject
        {
            ["ID"] = "web-id",
            ["Version"] = new JsonObject { ["Index"] = 1L },
            ["Spec"] = new JsonObject { ["Name"] = "web", ["Mode"] = new JsonObject { ["Replicated"] = new JsonObject { ["Replicas"] = 1L } } },
        }));
        VolumePlace place = Place() with { Users = [_swarm.Services[0]] };
        await RefusedAsync("TransferFailed", () => BackupAsync(place, new() { IsSealed = false, Timeout = s_soon, StopsServices = true, Force = true }));

        Assert.Equal(["update web-id 1", "create", "update web-id 2"], _swarm.Requests
            .Where(request => request.StartsWith("update", StringComparison.Ordinal) || request.StartsWith("create swarmtools", StringComparison.Ordinal)).Select(request => request.StartsWith("create", StringComparison.Ordinal) ? "create" : request));
        Assert.Equal(1L, (long?)_swarm.SpecOf("web")["Mode"]?["Replicated"]?["Replicas"]);
    }

    [Fact]
    public async Task A_volume_in_use_is_saved_with_a_warning_and_not_filled_unless_forced()
    {
        VolumePlace used = Place() with { Users = [A.Service("web")] };
        _swarm.TaskEnd = SendAsync;
        Assert.True((await BackupAsync(used, new() { IsSealed = false, Timeout = s_soon })).WasInUse);
        Assert.Contains(_told, change => change.IsWarning && change.Step.Contains("in use by 'web'", StringComparison.Ordinal));

        Assert.Contains("-StopService", (await RefusedAsync("VolumeInUse", () => RestoreAsync(used, new() { IsSealed = false, Timeout = s_soon }))).Message, StringComparison.Ordinal);
        _swarm.TaskEnd = TakeAsync;
        await RestoreAsync(used, new() { IsSealed = false, Timeout = s_soon, Force = true });
    }

    [Fact]
    public async Task A_restore_sends_what_was_saved_and_tells_the_task_how_to_check_it()
    {
        _swarm.TaskEnd = SendAsync;
        await BackupAsync();
        _swarm.TaskEnd = TakeAsync;
        IReadOnlyList<string> environment = [];
        Action before = _swarm.AfterCreate;
        _swarm.AfterCreate = () =>
        {
            before();
            environment = _swarm.Services.Count == 0 ? environment : [.. _swarm.SpecOf(_swarm.Services[^1].Name)["TaskTemplate"]!["ContainerSpec"]!["Env"]!.AsArray().Select(one => (string)one!)];
        };

        SwarmVolumeBackup restored = await RestoreAsync(Place(), new() { IsSealed = false, Timeout = s_soon });

        Assert.Equal((1L, Sha256), (restored.Entries, restored.Sha256));
        Assert.Equal(["ENTRIES=1", "GZIP=1", "ROOT=1", "SEAL=0", $"SIZE={_archive.Length}"], environment.Where(one => !one.StartsWith("ID=", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Empty(_swarm.LeftOfTunnels);
    }

    [Fact]
    public async Task An_archive_that_was_changed_since_is_refused_before_anything_is_asked()
    {
        _swarm.TaskEnd = SendAsync;
        await BackupAsync();
        await using (FileStream file = File.OpenWrite(Path))
        {
            file.Position = 20;
            file.WriteByte(0);
        }

        _swarm.Requests.Clear();
        await RefusedAsync("ArchiveInvalid", () => RestoreAsync(Place(), new() { IsSealed = false, Timeout = s_soon }));
        Assert.Empty(_swarm.Requests);
    }

    [Fact]
    public async Task Two_restores_of_one_volume_do_not_meet()
    {
        await File.WriteAllBytesAsync(Path, _archive, TestContext.Current.CancellationToken);
        SwarmService other = new() { Id = "t", Name = "t", Labels = TunnelSpec.LabelsOf("t") };
        await RefusedAsync("VolumeInUse", () => RestoreAsync(Place() with { Users = [other] }, new() { IsSealed = false, Timeout = s_soon, Force = true, StopsServices = true }));
    }

    [Theory]
    [InlineData(SwarmNodeState.Down, SwarmNodeAvailability.Active, "linux", "Bring it back")]
    [InlineData(SwarmNodeState.Ready, SwarmNodeAvailability.Drain, "linux", "-Availability Active")]
    [InlineData(SwarmNodeState.Ready, SwarmNodeAvailability.Active, "windows", "Windows node")]
    public async Task A_node_that_takes_no_task_is_named_before_anything_is_made(SwarmNodeState state, SwarmNodeAvailability availability, string system, string expected)
    {
        SwarmNode node = new() { Id = "n1", Name = "n1", State = state, Availability = availability, OperatingSystem = system };
        Assert.Contains(expected, (await RefusedAsync("TransferFailed", () => BackupAsync(Place() with { Node = node }, new()))).Message, StringComparison.Ordinal);
        Assert.Empty(_swarm.Requests);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static VolumePlace Place() => new("data", A.Node("n1"), IsKnown: true, [], new Dictionary<string, string> { ["stack"] = "shop" });

    private IEnumerable<string?> Files() => Directory.GetFiles(_folder).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal);

    private async Task SendAsync(FakeTaskEnd end)
    {
        await end.GreetAsync();
        end.Write(_archive[..100]);
        end.Write(_archive[100..]);
        end.Report("done " + Sha256, _archive);
    }

    private async Task TakeAsync(FakeTaskEnd end)
    {
        await end.GreetAsync();
        byte[] came = await end.ReadAsync(_archive.Length);
        string report = Encoding.ASCII.GetString(await end.ReadAsync(512));
        bool isRight = came.SequenceEqual(_archive) && report[448..] == end.Checksum("done " + Sha256, came);
        end.Report(isRight ? "done 1" : "failed wrong bytes", []);
    }

    private Task<SwarmVolumeBackup> BackupAsync() => BackupAsync(Place(), new() { IsSealed = false, Timeout = s_soon, Force = true });

    private Task<SwarmVolumeBackup> BackupAsync(VolumePlace place, VolumeTransferOptions options) =>
        new VolumeBackupWriter(Opener(), Pause(), SystemClock.Instance).RunAsync(place, Path, options, _told.Add, TestContext.Current.CancellationToken);

    private async Task<SwarmVolumeBackup> RestoreAsync(VolumePlace place, VolumeTransferOptions options)
    {
        await using FileStream file = File.OpenRead(Path);
        return await new VolumeRestorer(Opener(), Pause(), SystemClock.Instance).RunAsync(place, file, BackupManifest.ReadBeside(Path), options, _told.Add, TestContext.Current.CancellationToken);
    }

    private static async Task<SwarmException> RefusedAsync(string id, Func<Task> work)
    {
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(work);
        Assert.Equal((id, failure.Message), (failure.ErrorId, failure.Message));
        return failure;
    }

    private TunnelOpener Opener() => new(_swarm, SystemClock.Instance, RandomNumberGenerator.Create());

    private VolumePause Pause() => new(
        () => new ServiceUpdater(_swarm, _swarm.Clock, new Random(1)), new(_swarm, _swarm, _swarm, _swarm.Clock), new(_swarm, _swarm, _swarm, _swarm.Clock, bell: null), _swarm.Clock);
}
