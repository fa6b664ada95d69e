using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using SwarmTools.Events;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Hands out what happens to services, nodes, secrets, configs and networks as it happens, until Ctrl+C or until the next command has enough.</summary>
[Cmdlet(VerbsCommon.Watch, "SwarmEvent")]
[OutputType(typeof(SwarmEvent))]
public sealed class WatchSwarmEventCommand : EventCmdlet
{
    /// <summary>Also what happened from this moment on: a date, or a duration before now such as 10m. The default is only what is to come.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    private protected override void End()
    {
        IReadOnlyList<(LiveConnection Live, EventSource Source, EventFilter Filter)> sources = Sources();
        foreach ((LiveConnection live, SwarmEvent happened) in Emitted<(LiveConnection, SwarmEvent)>((emit, stop) => Task.WhenAll(sources.Select(swarm =>
            swarm.Source.FollowAsync(Request(Since, until: null), swarm.Filter, happened => emit((swarm.Live, happened)), stop)))))
        {
            happened.Connection = live.Connection;
            WriteObject(happened);
        }
    }
}
