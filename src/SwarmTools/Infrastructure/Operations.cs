using System;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Jobs;
using SwarmTools.Logs;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Time;

namespace SwarmTools.Infrastructure;

/// <summary>Puts the operations on services together that need several ports.</summary>
internal static class Operations
{
    // Seeded by chance: on .NET Framework the clock is the seed, and writers that start together would pause alike.
    public static ServiceUpdater Updater(ISwarmEngine engine) => new(engine, SystemClock.Instance, new Random(Guid.NewGuid().GetHashCode()));

    public static RolloutWatcher Watcher(ISwarmEngine engine) => new(engine, engine, engine, SystemClock.Instance);

    public static ServiceHistory History(ISwarmEngine engine) => new(new ConfigHistoryStore(engine), $"{Environment.UserName}@{Environment.MachineName}");

    public static RollingUpdater RollingUpdater(ISwarmEngine engine)
    {
        ServiceHistory history = History(engine);
        RolloutLedger ledger = new(engine, history, SystemClock.Instance);
        return new(engine, Updater(engine), Watcher(engine), history, ledger, new(engine), SystemClock.Instance);
    }

    public static UpdateControl UpdateControl(ISwarmEngine engine) => new(engine, Updater(engine), History(engine));

    public static RevisionRestorer Restorer(ISwarmEngine engine) =>
        new(engine, Updater(engine), Watcher(engine), RollingUpdater(engine), UpdateControl(engine), new(engine, engine, engine));

    public static ServiceRemover Remover(ISwarmEngine engine) => new(engine, engine, engine, SystemClock.Instance);

    public static LogSwarm LogSwarm(ISwarmEngine engine) => new(engine, new(engine, engine, engine), new(engine, Remover(engine), SystemClock.Instance));

    public static JobRunner JobRunner(ISwarmEngine engine) => new(engine, engine, engine, Watcher(engine), new(engine), Remover(engine), LogSwarm(engine));
}
