using System.Collections.Generic;
using SwarmTools.Engine;
using SwarmTools.Stacks;

namespace SwarmTools.Infrastructure;

/// <summary>The swarms whose stacks a cmdlet writes down, each looked at once.</summary>
internal sealed class RunningSwarms(SwarmCmdlet cmdlet)
{
    private readonly Dictionary<LiveConnection, RunningSwarm> _known = [];

    public RunningSwarm Of(LiveConnection live)
    {
        if (!_known.TryGetValue(live, out RunningSwarm? swarm))
        {
            ISwarmEngine engine = live.Engine;
            _known[live] = swarm = cmdlet.Await(new RunningSwarmReader(engine, engine, engine, engine, engine).ReadAsync);
        }

        return swarm;
    }

    /// <summary>What writes down a stack of a swarm.</summary>
    public StackExporter Exporter(LiveConnection live) => new(Of(live), EngineConnector.Yaml(), live.Connection.ApiVersion!);
}
