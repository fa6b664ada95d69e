namespace SwarmTools.Rollouts;

/// <summary>Something to be known of a rollout, although it goes on.</summary>
internal sealed record RolloutWarning(string Text);
