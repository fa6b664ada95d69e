using System;
using System.Collections.Generic;
using SwarmTools.Rollouts;

namespace SwarmTools.Contents;

/// <summary>How a secret or config gets its next version.</summary>
internal sealed record RotationOptions
{
    /// <summary>How many versions are kept in the end, the newest among them.</summary>
    public int KeepVersion { get; init; } = ContentVersion.DefaultKept;

    /// <summary>Labels of the next version beside those that the newest has, or in their place.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = Empty.Labels;

    /// <summary>How long each service may take.</summary>
    public TimeSpan Timeout { get; init; } = RolloutOptions.DefaultTimeout;

    /// <summary>Why, for the history of the services; empty for words of our own.</summary>
    public string Reason { get; init; } = "";
}
