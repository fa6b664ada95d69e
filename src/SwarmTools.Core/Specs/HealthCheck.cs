using System;
using System.Collections.Generic;

namespace SwarmTools.Specs;

/// <summary>How a task's health is checked. Null leaves a value to the image, then to the engine.</summary>
internal sealed record HealthCheck
{
    /// <summary>The command in the engine's form: <c>CMD ...</c>, <c>CMD-SHELL text</c> or <c>NONE</c>; empty leaves it to the image.</summary>
    public IReadOnlyList<string> Test { get; init; } = [];

    public TimeSpan? Interval { get; init; }

    public TimeSpan? Timeout { get; init; }

    public TimeSpan? StartPeriod { get; init; }

    public int? Retries { get; init; }
}
