using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Testing;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Volumes of a worker, saved and filled through a connection that leads to a manager alone.</summary>
public sealed class VolumeBackupTests(Labs labs) : SwarmTests(labs)
{
    private const string Image = "swarmtools/test:openssl";
    private const string Backup = "param($name, $path) Backup-SwarmVolume $name $path -HelperImage swarmtools/test:openssl";
    private const string Restore = "param($path) Restore-SwarmVolume $path -HelperImage swarmtools/test:openssl -Confirm:$false";

    // All that a restore must bring back: content, names, owners, modes, links and the volume's own.
    private const string State = "cd /v && { find . -type f | sort | xargs sha256sum; find . ! -type l | sort | xargs stat -c '%n %u:%g %a'; find . -type l | sort | xargs -r -n1 readlink; }";

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(EachLabEngine))]
    public async Task A_volume_of_200_MB_on_a_worker_is_saved_destroyed_and_restored_with_an_equal_hash(string engine)
    {
        await using Stage stage = await ReadyAsync(engine);
        LabNode worker = stage.Lab["w1"];
        (string name, string service) = (stage.Name("data"), stage.Name("db"));
        using TemporaryFolder folder = new();
        await stage.DockerAsync("service", "create", "-q", "--name", service, "--constraint", "node.hostname==w1", "--mount", $"type=volume,source={name},target=/data", "--stop-grace-period", "1s", "swarmtools/test:1");
        try
        {
            await InAsync(worker, name, "head -c 200000000 /dev/urandom >/v/big; mkdir -p /v/a/b; echo hi >/v/a/b/c; ln -s b/c /v/a/link; ln /v/a/b/c /v/hard; touch /v/.hidden; mkfifo /v/pipe; chown -R 99:98 /v/a; chmod 750 /v");
            string before = await InAsync(worker, name, State);

            Seen backup = new((await stage.DoAsync(Backup + " -StopService", name, folder.Path + "/")).Output.Single());

            Assert.Equal((name, "w1", false), (backup["VolumeName"], backup["NodeName"], backup["WasInUse"]));
            string file = backup.Text("Path");
            Assert.Equal(backup.Text("Sha256"), (await Command.RunAsync("sha256sum", [file], stop: TestContext.Current.CancellationToken)).Require("sha256sum")[..64]);
            Assert.Contains("./a/b/c", (await Command.RunAsync("tar", ["tzf", file], stop: TestContext.Current.CancellationToken)).Require("tar"), StringComparison.Ordinal);
            Assert.Equal("1/1", await stage.DockerAsync("service", "ls", "--filter", "name=" + service, "--format", "{{.Replicas}}"));
            await stage.DockerAsync("service", "rm", service);
            await Stage.UntilAsync(async () => (await worker.TryDockerAsync("volume", "rm", name)).ExitCode == 0, "the volume is destroyed", 60);

            Seen restored = new((await stage.DoAsync(Restore, file)).Output.Single());

            Assert.Equal(backup["Entries"], restored["Entries"]);
            Assert.Equal(before, await InAsync(worker, name, State));
            await NothingLeftAsync(stage);
        }
        finally
        {
            await stage.TryDockerAsync("service", "rm", service);
            await worker.TryDockerAsync("volume", "rm", "-f", name);
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(NewestLabEngine))]
    public async Task A_broken_transfer_leaves_no_half_file_and_the_old_volume_as_it_was(string engine)
    {
        await using Stage stage = await ReadyAsync(engine);
        LabNode worker = stage.Lab["w2"];
        string name = stage.Name("data");
        using TemporaryFolder folder = new();
        try
        {
            await InAsync(worker, name, "dd if=/dev/null of=/v/big bs=1M seek=400 2>/dev/null; echo old >/v/file");
            string file = new Seen((await stage.DoAsync(Backup + " -Node w2", name, Path.Combine(folder.Path, "kept.tar"))).Output.Single()).Text("Path");
            // Holes take no time to make, and enough to send for the end to come in the middle.
            await InAsync(worker, name, "dd if=/dev/null of=/v/huge bs=1M seek=20000 2>/dev/null");
            Task<ScriptResult> backup = stage.FailAsync("TransferFailed", Backup + " -Node w2", name, Path.Combine(folder.Path, "broken.tar"));
            await KillTaskAsync(worker);
            Assert.Contains("failed", (await backup).Errors.Single().ToString(), StringComparison.Ordinal);
            Assert.Equal(["kept.tar", "kept.tar.json"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));

            await InAsync(worker, name, "rm /v/huge; echo new >/v/file");
            string before = await InAsync(worker, name, State);
            Task<ScriptResult> restore = stage.FailAsync("TransferFailed", Restore, file);
            await KillTaskAsync(worker);
            await restore;
            Assert.Equal(before, await InAsync(worker, name, State));
            await NothingLeftAsync(stage);
            // Neither is the volume left that the bytes came into first; the node removes it with the task's container.
            await Stage.UntilAsync(async () => await worker.DockerAsync("volume", "ls", "-q", "--filter", "label=com.docker.volume.anonymous") == "", "no volume is left", 60);
        }
        finally
        {
            await worker.TryDockerAsync("volume", "rm", "-f", name);
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(NewestLabEngine))]
    public async Task Ctrl_C_comes_back_when_stopped_services_were_started_again_and_nothing_is_left(string engine)
    {
        await using Stage stage = await ReadyAsync(engine);
        LabNode worker = stage.Lab["w2"];
        (string name, string service) = (stage.Name("data"), stage.Name("db"));
        using TemporaryFolder folder = new();
        await stage.DockerAsync("service", "create", "-q", "--name", service, "--constraint", "node.hostname==w2", "--mount", $"type=volume,source={name},target=/data", "--stop-grace-period", "1s", "swarmtools/test:1");
        try
        {
            await InAsync(worker, name, "dd if=/dev/null of=/v/huge bs=1M seek=20000 2>/dev/null");
            using PowerShell shell = stage.Session.Prepare(Backup + " -StopService", name, Path.Combine(folder.Path, "half.tar"));
            IAsyncResult run = shell.BeginInvoke();
            await UnderWayAsync(worker);
            Assert.Equal("0", await stage.DockerAsync("service", "inspect", service, "--format", "{{.Spec.Mode.Replicated.Replicas}}"));

            await Task.Run(shell.Stop, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken);

            Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
            Assert.Equal("1", await stage.DockerAsync("service", "inspect", service, "--format", "{{.Spec.Mode.Replicated.Replicas}}"));
            await NothingLeftAsync(stage);
            Assert.Empty(Directory.GetFiles(folder.Path));
        }
        finally
        {
            await stage.TryDockerAsync("service", "rm", service);
            await Stage.UntilAsync(async () => (await worker.TryDockerAsync("volume", "rm", "-f", name)).ExitCode == 0, "the volume is free", 60);
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(NewestLabEngine))]
    public async Task Hostile_archives_are_refused_and_a_restore_in_place_changes_all_or_nothing(string engine)
    {
        await using Stage stage = await ReadyAsync(engine);
        LabNode worker = stage.Lab["w1"];
        string name = stage.Name("data");
        using TemporaryFolder folder = new();
        const string RestoreTo = "param($path, $name, $image) Restore-SwarmVolume $path $name -Node w1 -HelperImage $image -Confirm:$false -WarningAction SilentlyContinue";
        try
        {
            await InAsync(worker, name, "echo old >/v/file; mkdir /v/dir; echo x >/v/dir/x");
            string before = await InAsync(worker, name, State);
            (await Command.RunAsync("sh", ["-c", "cd \"$1\" && mkdir in && echo new >in/file && ln -s ../../etc in/up && tar cf up.tar -C in . && tar cPf dots.tar in/../in/file && tar cPf root.tar /etc/hostname && rm in/up && tar cf good.tar -C in .", "sh", folder.Path], stop: TestContext.Current.CancellationToken)).Require("sh");

            foreach (string hostile in new[] { "up.tar", "dots.tar", "root.tar" })
            {
                await stage.FailAsync("ArchiveInvalid", RestoreTo, Path.Combine(folder.Path, hostile), name, Image);
            }

            ScriptResult unsealed = await stage.FailAsync("TransferFailed", RestoreTo, Path.Combine(folder.Path, "good.tar"), name, "swarmtools/test:1");
            Assert.Contains("no openssl", unsealed.Errors.Single().ToString(), StringComparison.Ordinal);
            Assert.Equal(before, await InAsync(worker, name, State));

            // As a machine leaves it that fails in the middle of the swap: the next restore goes back before it begins.
            await InAsync(worker, name, "mkdir -p /v/.swarmtools-1/old /v/.swarmtools-1/new; mv /v/file /v/.swarmtools-1/old/; : >/v/.swarmtools-1/leaving");
            ScriptResult interrupted = await stage.FailAsync("TransferFailed", Backup + " -Node w1 -AllowUnsealed", name, Path.Combine(folder.Path, "half.tar"));
            Assert.Contains("interrupted", interrupted.Errors.Single().ToString(), StringComparison.Ordinal);
            await stage.DoAsync(RestoreTo + " -AllowUnsealed", Path.Combine(folder.Path, "good.tar"), name, "swarmtools/test:1");
            Assert.Equal("new", await InAsync(worker, name, "cat /v/file; ls -A /v | grep -v '^file$' || true"));
        }
        finally
        {
            await worker.TryDockerAsync("volume", "rm", "-f", name);
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [ClassData(typeof(NewestLabEngine))]
    public async Task Volumes_of_all_nodes_are_listed_by_tasks_that_get_the_sockets_where_that_is_allowed(string engine)
    {
        await using Stage stage = await ReadyAsync(engine);
        string name = stage.Name("data");
        try
        {
            foreach (LabNode node in stage.Lab.Nodes)
            {
                (await node.ExecAsync("ln", "-sf", node.SocketPath, "/run/docker.sock")).Require("ln");
                (await node.TryDockerAsync("load", "-q", "-i", Labs.OpenSslImage)).Require("docker load");
            }

            await stage.Lab["w2"].DockerAsync("volume", "create", "--label", "a=1", name);
            ScriptResult refused = await stage.FailAsync("OptionInvalid", "param($name) Get-SwarmVolume $name -AllNodes", name);
            Assert.Contains("-AllowDockerSocket", refused.Errors.Single().ToString(), StringComparison.Ordinal);

            Seen found = new((await stage.DoAsync("param($name) Get-SwarmVolume $name -AllNodes -AllowDockerSocket -HelperImage swarmtools/test:openssl", name)).Output.Single());

            Assert.Equal((name, "w2", false), (found["Name"], found["NodeName"], found["InUse"]));
            // It is on another node than the connection: what removes volumes must not take a namesake there.
            await stage.FailAsync("VolumeNotFound", "param($name) Get-SwarmVolume $name -AllNodes -AllowDockerSocket -HelperImage swarmtools/test:openssl | Remove-SwarmVolume -Confirm:$false", name);
            await NothingLeftAsync(stage);
        }
        finally
        {
            await stage.Lab["w2"].TryDockerAsync("volume", "rm", "-f", name);
        }
    }

    private async Task<Stage> ReadyAsync(string engine)
    {
        Stage stage = await Labs.ClusterAsync(engine);
        foreach (LabNode node in new[] { stage.Lab.Manager, stage.Lab["w1"], stage.Lab["w2"] })
        {
            if ((await node.TryDockerAsync("image", "inspect", Image)).ExitCode != 0)
            {
                await node.DockerAsync("load", "-q", "-i", Labs.OpenSslImage);
            }
        }

        return stage;
    }

    private static async Task<string> InAsync(LabNode node, string volume, string script) =>
        await node.DockerAsync("run", "--rm", "--network", "none", "-v", volume + ":/v", "swarmtools/test:1", "sh", "-c", script);

    // Waits until the transfer is under way, and ends the task without a word.
    private static async Task KillTaskAsync(LabNode node) => await node.DockerAsync("kill", await UnderWayAsync(node));

    // The container of the task.
    private static async Task<string> UnderWayAsync(LabNode node)
    {
        string id = "";
        await Stage.UntilAsync(async () => (id = await node.DockerAsync("ps", "-q", "--filter", "label=swarmtools.tunnel")).Length > 0, "the task runs", 60);
        await Stage.UntilAsync(async () => (await node.DockerAsync("exec", id, "sh", "-c", "ls -s /*/tunnel/sealed-sum /stage/sealed 2>/dev/null | grep -c . || true")).Trim() != "0", "bytes are on their way", 60);
        return id;
    }

    private static async Task NothingLeftAsync(Stage stage)
    {
        foreach (string kind in new[] { "service", "secret", "network" })
        {
            Assert.Equal("", await stage.DockerAsync(kind, "ls", "-q", "--filter", "name=swarmtools-tunnel"));
        }

        Assert.Equal("", await stage.DockerAsync("ps", "-aq", "--filter", "label=swarmtools.tunnel"));
    }
}
