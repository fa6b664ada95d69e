using System;
using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Events;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;

namespace SwarmTools.Commands;

/// <summary>Gets what happened to services, nodes, secrets, configs and networks, as far as the manager remembers: its last 256 events.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmEvent")]
[OutputType(typeof(SwarmEvent))]
public sealed class GetSwarmEventCommand : EventCmdlet
{
    /// <summary>Only events from this moment on: a date, or a duration before now such as 10m.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only events until this moment: a date, or a duration before now. The default is now, and what is to come is not waited for: see Watch-SwarmEvent.</summary>
    [Parameter]
    [Moment]
    public DateTimeOffset? Until { get; set; }

    private protected override void End()
    {
        foreach ((LiveConnection live, EventSource source, EventFilter filter) in Sources())
        {
            IReadOnlyList<SwarmEvent> past = Await(stop => source.PastAsync(Request(Since, Until), filter, stop));
            foreach (SwarmEvent happened in past)
            {
                happened.Connection = live.Connection;
                WriteObject(happened);
            }
        }
    }
}
