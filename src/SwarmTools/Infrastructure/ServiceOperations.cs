using System;
using SwarmTools.Addresses;
using SwarmTools.Backups;
using SwarmTools.Contents;
using SwarmTools.Engine;
using SwarmTools.History;
using SwarmTools.Jobs;
using SwarmTools.Logs;
using SwarmTools.Registries;
using SwarmTools.Rollouts;
using SwarmTools.Services;
using SwarmTools.Stacks;
using SwarmTools.Time;

namespace SwarmTools.Infrastructure;

/// <summary>Puts the operations on the services of a swarm together that need several ports.</summary>
/// <param name="engine">The swarm.</param>
/// <param name="bell">What wakes those who watch; null for nothing.</param>
internal sealed class ServiceOperations(ISwarmEngine engine, ServiceBell? bell = null)
{
    // One for each use, for it is not made for several threads; seeded by chance: on .NET Framework the clock is the seed, and writers that start together would pause alike.
    public ServiceUpdater Updater => new(engine, SystemClock.Instance, new Random(Guid.NewGuid().GetHashCode()));

    public RolloutWatcher Watcher { get; } = new(engine, engine, engine, SystemClock.Instance, bell);

    public ServiceHistory History { get; } = new(new ConfigHistoryStore(engine), Author);

    public StackHistory StackHistory { get; } = new(new(engine), Author, new(SystemClock.Instance));

    public LastWords LastWords => new(engine);

    public ServiceRemover Remover => new(engine, engine, engine, SystemClock.Instance);

    public StackRemover StackRemover => new(
        new(engine, engine, engine, engine, engine, engine), Remover, new(engine, engine, SystemClock.Instance), engine, engine, History, StackHistory, SystemClock.Instance);

    public RollingUpdater RollingUpdater
    {
        get
        {
            RolloutSteps steps = new(engine, Updater, Watcher, new(SystemClock.Instance));
            RolloutLedger ledger = new(engine, History, new(SystemClock.Instance));
            return new(new(steps, History, ledger), steps, ledger, new(steps, ledger, LastWords, SystemClock.Instance), SystemClock.Instance);
        }
    }

    public ContentRotator<T> Rotator<T>(IContentStore<T> store)
        where T : SwarmObject => new(store, engine, new ConfigHistoryStore(engine), () => RollingUpdater, new(SystemClock.Instance));

    public UpdateControl UpdateControl => new(engine, Updater, History, new(SystemClock.Instance), SystemClock.Instance);

    public RevisionRestorer Restorer => new(engine, Updater, Watcher, RollingUpdater, UpdateControl, new(engine, engine, engine), new(SystemClock.Instance));

    public LogSwarm LogSwarm => new(engine, new(engine, engine, engine), new(engine, Remover, SystemClock.Instance));

    /// <summary>What carries out the plan of a stack.</summary>
    public StackApplier StackApplier(StackContents contents)
    {
        StackReturn back = new(StackServiceWork, () => Updater, new SecretStore(engine), new ConfigStore(engine), new(engine, engine, SystemClock.Instance), engine, SystemClock.Instance);
        return new(ObjectWork(contents), StackServiceWork, back, new(engine, engine, engine, new ConfigHistoryStore(engine), new(SystemClock.Instance)), StackHistory, SystemClock.Instance);
    }

    /// <summary>What plans the way of a stack back; it looks up no image.</summary>
    public StackUndo StackUndo => new(StackHistory, Observer);

    /// <summary>What looks at a swarm that is to be backed up, or restored into.</summary>
    public SeenSwarmReader SeenSwarmReader => new(engine, engine, engine, new(engine, engine, engine, engine, engine), Observer, new(SystemClock.Instance));

    /// <summary>What carries out the plan of a restore.</summary>
    public SwarmRestorer SwarmRestorer(StackContents contents)
    {
        ClusterOperations cluster = new(engine);
        return new(cluster.Swarm, cluster.Nodes, new(ObjectWork(contents), StackServiceWork), engine, SystemClock.Instance);
    }

    private AddressGuard AddressGuard => new(engine, engine, engine, SystemClock.Instance);

    /// <summary>What refuses services for which networks have no addresses.</summary>
    public ServiceAddresses Addresses => new(engine, engine, AddressGuard);

    /// <summary>What refuses stacks for which networks have no addresses.</summary>
    public StackAddresses StackAddresses => new(AddressGuard);

    public JobRunner JobRunner => new(engine, engine, engine, Watcher, LastWords, Remover, LogSwarm, new(SystemClock.Instance));

    private StackServiceWork StackServiceWork => new(engine, engine, Remover, Watcher, LastWords, SystemClock.Instance);

    private StackObserver Observer => new(engine, engine, engine, engine, new(engine, new(new NoLogins(), RegistrySending.Nothing)));

    private StackObjectWork ObjectWork(StackContents contents) => new(engine, engine, engine, contents, SystemClock.Instance);

    private static string Author => $"{Environment.UserName}@{Environment.MachineName}";
}
