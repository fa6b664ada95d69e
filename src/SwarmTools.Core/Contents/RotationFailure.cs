namespace SwarmTools.Contents;

/// <summary>A service whose rollout could not be seen through at all.</summary>
internal sealed record RotationFailure(string ServiceName, SwarmException Failure);
