using SwarmTools.Engine;

namespace SwarmTools.Logs;

/// <summary>A log to read, and the service it belongs to.</summary>
internal sealed record LogSource(LogRequest Request, string ServiceId, string ServiceName);
