using SwarmTools.Engine;

namespace SwarmTools.Logs;

/// <summary>A log to read, and the service it belongs to.</summary>
/// <param name="Swarm">Where it is read; several sources of one feed may be of different swarms.</param>
/// <param name="Request">What is asked for.</param>
/// <param name="ServiceId">The service's id.</param>
/// <param name="ServiceName">The service's name.</param>
internal sealed record LogSource(LogSwarm Swarm, LogRequest Request, string ServiceId, string ServiceName);
