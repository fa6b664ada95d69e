using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Text;
using SwarmTools.Cluster;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Replaces the root certificate of the swarm, by one that it makes or by one of yours, and waits until all nodes have certificates of the new one.</summary>
/// <remarks>Tokens change with it: both hold the digest of the root certificate.</remarks>
[Cmdlet(VerbsCommon.Reset, "SwarmCertificate", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SwarmCertificate))]
public sealed class ResetSwarmCertificateCommand : ConnectedCmdlet
{
    /// <summary>The swarms or connections that are meant; without any, the connection of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [SwarmPlace]
    public SwarmConnection? InputObject { get; set; }

    /// <summary>The file of the new root certificate, in PEM form.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string CertificatePath { get; set; } = "";

    /// <summary>The file of its key, in PEM form, without a password.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string KeyPath { get; set; } = "";

    /// <summary>How long the nodes' certificates are valid from now on, an hour at least.</summary>
    [Parameter]
    [Duration]
    public TimeSpan? CertificateExpiry { get; set; }

    /// <summary>How long to wait at most. The default is 5 minutes.</summary>
    [Parameter]
    [Duration]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Does not wait until the nodes have their new certificates.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override void Process()
    {
        if ((CertificatePath.Length > 0) != (KeyPath.Length > 0))
        {
            throw new SwarmException(ErrorId.OptionInvalid, "A root certificate of yours needs both -CertificatePath and -KeyPath; without either the swarm makes one.");
        }

        SwarmChange change = new()
        {
            RotatesRoot = true,
            RootCertificate = CertificatePath.Length > 0 ? Pem(CertificatePath, "CERTIFICATE") : null,
            RootKey = KeyPath.Length > 0 ? Pem(KeyPath, "PRIVATE KEY") : null,
            CertificateExpiry = CertificateExpiry,
        };
        LiveConnection live = InputObject is null ? Live : Open(InputObject.Settings);
        if (!ShouldProcess(live.SwarmName, "Replace the root certificate"))
        {
            return;
        }

        Swarm before = Ask(live, static (engine, stop) => engine.InspectSwarmAsync(stop));
        (Swarm now, _) = Await(stop => new ClusterOperations(live.Engine).Swarm.ChangeAsync(change, stop));
        if (!NoWait)
        {
            now = Wait(before, live);
        }

        IReadOnlyList<SwarmNode> nodes = Ask(live, static (engine, stop) => engine.ListNodesAsync(stop));
        WriteObject(CertificateReport.Of(Attach([now], live)[0], nodes, new Dictionary<string, DateTimeOffset>()));
    }

    private Swarm Wait(Swarm before, LiveConnection live)
    {
        ProgressRecord progress = new(1, "Replacing the root certificate", "Waiting for the nodes");
        Swarm? now = null;
        foreach (object told in Emitted<object>(async (emit, stop) =>
            emit(await new ClusterOperations(live.Engine).Swarm.WaitForRootAsync(before, Timeout, (done, all) => emit((done, all)), stop).ConfigureAwait(false))))
        {
            if (told is Swarm swarm)
            {
                now = swarm;
            }
            else
            {
                (int done, int all) = ((int, int))told;
                progress.StatusDescription = $"{done} of {all} nodes have a certificate of the new one.";
                progress.PercentComplete = all == 0 ? 0 : done * 100 / all;
                WriteProgress(progress);
            }
        }

        progress.RecordType = ProgressRecordType.Completed;
        WriteProgress(progress);
        return now!;
    }

    private string Pem(string path, string kind)
    {
        string text = Encoding.UTF8.GetString(PathResolver.Read(this, path));
        return text.Contains($"{kind}-----") ? text : throw new SwarmException(ErrorId.DataInvalid, $"The file '{path}' holds no {kind.ToLowerInvariant()} in PEM form (-----BEGIN ...{kind}-----).");
    }
}
