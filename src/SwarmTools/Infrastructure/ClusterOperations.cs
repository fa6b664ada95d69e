using SwarmTools.Cluster;
using SwarmTools.Engine;
using SwarmTools.Nodes;
using SwarmTools.Placement;
using SwarmTools.Time;

namespace SwarmTools.Infrastructure;

/// <summary>Puts the operations on a swarm and its nodes together.</summary>
internal sealed class ClusterOperations(ISwarmEngine engine)
{
    public NodeUpdater Nodes => new(engine, SystemClock.Instance);

    public NodeRemover NodeRemover => new(engine, Nodes, SystemClock.Instance);

    public NodeDrainer Drainer
    {
        get
        {
            ServiceOperations operations = new(engine);
            return new(engine, engine, engine, Nodes, () => operations.Updater, operations.Watcher, SystemClock.Instance);
        }
    }

    public PlacementOptimizer Optimizer
    {
        get
        {
            ServiceOperations operations = new(engine);
            return new(new(engine, engine, engine, engine, SystemClock.Instance), engine, () => operations.Updater, operations.Watcher, SystemClock.Instance);
        }
    }

    public SwarmUpdater Swarm => new(engine, engine, SystemClock.Instance);

    public SwarmJoiner Joiner => new(engine, engine, SystemClock.Instance);
}
