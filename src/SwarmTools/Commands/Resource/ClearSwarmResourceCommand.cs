using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Completion;
using SwarmTools.History;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Resources;

namespace SwarmTools.Commands;

/// <summary>
/// Removes secrets, configs, networks and volumes that nobody needs, and returns what was removed. What a service uses or a kept revision of a service or stack names
/// stays; so do the revisions themselves, the ingress network, and networks that only one node has. Volumes are those of the node that the connection leads to; with them goes their data.
/// </summary>
[Cmdlet(VerbsCommon.Clear, "SwarmResource", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SwarmSecret), typeof(SwarmConfig), typeof(SwarmNetwork), typeof(SwarmVolume))]
public sealed class ClearSwarmResourceCommand : ConnectedCmdlet
{
    /// <summary>The kinds of objects.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Word(typeof(SwarmResourceType))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnumCompleter<SwarmResourceType>))]
    public SwarmResourceType[] Type { get; set; } = [];

    private protected override void Process()
    {
        // Of several managers each has volumes of its own.
        LiveConnection live = Type.Contains(SwarmResourceType.Volume) ? LiveOfOne(Connection) : Live;
        UnusedResources unused = new(live.Engine, live.Engine, live.Engine, live.Engine, live.Engine, live.Engine, new ConfigHistoryStore(live.Engine));
        IReadOnlyList<SwarmObject> found = Attach(Await(stop => unused.FindAsync(Type, stop)), live);
        ForEachTarget(found, item =>
        {
            string noun = item switch { SwarmSecret => "secret", SwarmConfig => "config", SwarmVolume => "volume", _ => "network" };
            string place = item is SwarmVolume volume ? $"on the node '{volume.NodeName}'" : $"in {live.SwarmName}";
            if (!ShouldProcess($"{noun} '{item.Name}' {place}", "Remove"))
            {
                return;
            }

            if (Await(stop => unused.RemoveAsync(item, stop)))
            {
                WriteObject(item);
            }
            else
            {
                WriteVerbose($"The {noun} '{item.Name}' was not removed: it is in use all the same, or gone already.");
            }
        });
    }
}
