using System.Globalization;
using System.Management.Automation;
using SwarmTools.Backups;
using SwarmTools.Infrastructure;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>
/// Writes all objects of a swarm into one file, from which Restore-Swarm makes them anew: settings, labels of nodes, networks, secrets, configs, services, and
/// the kept revisions. No value of a secret, no token, no key and no registry login is in it, for no engine gives them away; data in volumes is not either.
/// Variables of services, labels and configs are in it as they are: where they hold passwords, so does the file. On Linux and macOS only its owner can read it.
/// </summary>
[Cmdlet(VerbsData.Backup, "Swarm", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SwarmBackup))]
public sealed class BackupSwarmCommand : ConnectedCmdlet
{
    /// <summary>The file to write, or a folder, in which the file has a name with the time; what ends with / or \ is a folder, and is made. No character is a wildcard.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The swarm, as Get-Swarm returns it; without it, that of the connection of the session.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    public Swarm? InputObject { get; set; }

    /// <summary>Writes over a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override void Process()
    {
        LiveConnection live = InputObject?.Connection is { } own && Connection is null ? Open(own.Settings) : Live;
        System.DateTimeOffset now = SystemClock.Instance.UtcNow;
        NewFile file = NewFile.At(PathResolver.NewPath(this, Path), $"swarm-{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.json");
        file.RequireFree(Force, "Use -Force to write over it.");
        SeenSwarm seen = Await(stop => new ServiceOperations(live.Engine).SeenSwarmReader.ForBackupAsync(live.Connection.ApiVersion!, stop));
        Backup backup = new BackupMaker(seen).Make(now);
        byte[] content = BackupWriter.Write(backup);
        if (!ShouldProcess($"file '{file.FullName}' of {live.SwarmName}", "Write"))
        {
            return;
        }

        foreach (string warning in BackupWarnings.Of(backup, seen))
        {
            WriteWarning(warning);
        }

        file.WritePrivate(content, Force);
        WriteObject(BackupReport.Of(backup, file.FullName, content.Length));
    }
}
