namespace SwarmTools.Engine.Transport;

/// <summary>Why an engine surely did not take a request that another one may take.</summary>
internal enum ManagerRefusal
{
    /// <summary>It took it, or refused it for a reason that all would give.</summary>
    None,

    /// <summary>It is no manager, not in the swarm or locked.</summary>
    NoManager,

    /// <summary>The swarm has no leader at the moment.</summary>
    NoLeader,
}
