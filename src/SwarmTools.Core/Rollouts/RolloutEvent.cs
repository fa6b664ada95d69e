namespace SwarmTools.Rollouts;

/// <summary>Something changed while a service was watched.</summary>
internal sealed record RolloutEvent(string ServiceId, string ServiceName, RolloutStatus Status);
