using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Addresses;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Time;

namespace SwarmTools.Commands;

/// <summary>Counts the addresses of overlay networks: how many there are, who has them, how many are free, and how many are needed while services are updated.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "SwarmNetwork")]
[OutputType(typeof(SwarmNetworkUsage))]
public sealed class MeasureSwarmNetworkCommand : GetObjectCommand<SwarmNetwork>
{
    private readonly List<(SwarmNetwork Network, LiveConnection Live)> _networks = [];

    /// <summary>Names, ids or networks; wildcards are accepted, and mean those whose addresses the swarm gives. The default is all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmNetwork))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NetworkNameCompleter))]
    public SwarmReference[] Name { get; set; } = [SwarmReference.To("*")];

    private protected override ObjectKind<SwarmNetwork> Kind => ObjectKinds.Network;

    private protected override void Process() => ForEachTarget(Name, name =>
    {
        foreach (SwarmNetwork network in Find(name).Where(network => _networks.All(known => known.Network.Id != network.Id || known.Live != LiveOf(name))))
        {
            if (!name.IsWildcard)
            {
                NetworkRoom.Require(network);
            }

            _networks.Add((network, LiveOf(name)));
        }
    });

    private protected override void End()
    {
        foreach (IGrouping<LiveConnection, SwarmNetwork> networks in _networks.GroupBy(found => found.Live, found => found.Network))
        {
            NetworkMeasurer measurer = new(networks.Key.Engine, networks.Key.Engine, networks.Key.Engine, networks.Key.Engine, SystemClock.Instance);
            IReadOnlyList<SwarmNetworkUsage> usages = Await(stop => measurer.MeasureAsync([.. networks], stop));
            foreach (SwarmNetworkUsage usage in usages)
            {
                usage.Connection = networks.Key.Connection;
            }

            WriteObject(usages, enumerateCollection: true);
        }
    }
}
