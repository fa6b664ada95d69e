using SwarmTools.Engine;

namespace SwarmTools.Logs;

/// <summary>A swarm whose logs are read.</summary>
/// <param name="Logs">Opens them.</param>
/// <param name="Names">The names of its tasks and nodes.</param>
/// <param name="Ends">Tells when its services end.</param>
internal sealed record LogSwarm(ILogApi Logs, LogNames Names, ServiceEnds Ends);
