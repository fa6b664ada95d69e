namespace SwarmTools.Logs;

/// <summary>A log that cannot be read, or not to its end.</summary>
internal sealed record LogFailure(LogSource Source, SwarmException Failure);
