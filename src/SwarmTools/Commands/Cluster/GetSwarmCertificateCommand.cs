using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Cluster;
using SwarmTools.Engine;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets the root certificate of the swarm, with the issuer of each node's certificate.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmCertificate")]
[OutputType(typeof(SwarmCertificate))]
public sealed class GetSwarmCertificateCommand : ConnectedCmdlet
{
    /// <summary>The swarms or connections that are meant; without any, the connection of the session.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [SwarmPlace]
    public SwarmConnection? InputObject { get; set; }

    /// <summary>Asks managers for the certificates that they show on their port (2377), from this machine: only so it is known when those end.</summary>
    [Parameter]
    public SwitchParameter ProbeManager { get; set; }

    private protected override void Process()
    {
        LiveConnection live = InputObject is null ? Live : Open(InputObject.Settings);
        Swarm swarm = Attach([Ask(live, static (engine, stop) => engine.InspectSwarmAsync(stop))], live)[0];
        IReadOnlyList<SwarmNode> nodes = Ask(live, static (engine, stop) => engine.ListNodesAsync(stop));
        IReadOnlyDictionary<string, DateTimeOffset> ends = ProbeManager ? Await(stop => EndsAsync(live.Engine, nodes, stop)) : new Dictionary<string, DateTimeOffset>();
        WriteObject(CertificateReport.Of(swarm, nodes, ends));
    }

    private static async Task<IReadOnlyDictionary<string, DateTimeOffset>> EndsAsync(ILeafCertificates managers, IReadOnlyList<SwarmNode> nodes, CancellationToken stop)
    {
        (string Id, DateTimeOffset? End)[] ends = await Task.WhenAll(nodes.Where(node => node.ManagerAddress.Length > 0).Select(async node =>
            (node.Id, await managers.EndOfAsync(node.ManagerAddress, stop).ConfigureAwait(false)))).ConfigureAwait(false);
        return ends.Where(end => end.End is not null).ToDictionary(end => end.Id, end => end.End!.Value);
    }
}
