using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>How the health of a task is checked. What is null is left to the image, then to the engine.</summary>
public sealed class SwarmHealthCheck
{
    /// <summary>The command in the engine's form: <c>CMD</c> and words, <c>CMD-SHELL</c> and a text, or <c>NONE</c>; empty leaves it to the image.</summary>
    public IReadOnlyList<string> Test { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The time between two checks; the engine's default is 30 seconds.</summary>
    public TimeSpan? Interval { get; internal init; }

    /// <summary>How long one check may take; the engine's default is 30 seconds.</summary>
    public TimeSpan? Timeout { get; internal init; }

    /// <summary>How long failed checks do not count after a start; the engine's default is none.</summary>
    public TimeSpan? StartPeriod { get; internal init; }

    /// <summary>The time between two checks during the start period; the engine's default is 5 seconds. Needs API 1.44.</summary>
    public TimeSpan? StartInterval { get; internal init; }

    /// <summary>How many checks must fail in a row; the engine's default is 3.</summary>
    public int? Retries { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" ", Test);
}
