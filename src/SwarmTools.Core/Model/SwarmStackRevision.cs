using System;
using System.Collections.Generic;

namespace SwarmTools;

/// <summary>What a stack was or was to be, kept in the swarm: the specs of its services, with who brought them, when, why and with what outcome.</summary>
public sealed class SwarmStackRevision : SwarmObject
{
    /// <summary>The number, counted up from 1 for each stack.</summary>
    public int Revision { get; internal init; }

    /// <summary>The name of the stack.</summary>
    public string StackName { get; internal init; } = "";

    /// <summary>The revision that the stack had before; null where it had no services, and for one that was found.</summary>
    public int? FromRevision { get; internal init; }

    /// <summary>Who made it: user and machine.</summary>
    public string CreatedBy { get; internal init; } = "";

    /// <summary>Why, in the words of -Reason.</summary>
    public string Reason { get; internal init; } = "";

    /// <summary>How it ended: Done, Failed or Undone; InProgress while the work runs or when its command was ended, Unknown for a stack that was found as it was.</summary>
    public SwarmStackChangeOutcome Outcome { get; internal init; }

    /// <summary>Whether the services of the stack have these specs now.</summary>
    public bool IsCurrent { get; internal set; }

    /// <summary>When the work ended, UTC; null before.</summary>
    public DateTimeOffset? EndedAt { get; internal init; }

    /// <summary>The names of the services.</summary>
    public IReadOnlyList<string> Services { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>How many services it has.</summary>
    public int ServiceCount => Services.Count;

    /// <summary>The names of the networks that it has or uses.</summary>
    public IReadOnlyList<string> Networks { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The names of the secrets that its services read, each the version that they read.</summary>
    public IReadOnlyList<string> Secrets { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The names of the configs that its services read, each the version that they read.</summary>
    public IReadOnlyList<string> Configs { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>Whether one should go back to it: it was reached, or found.</summary>
    internal bool IsGood => Outcome is SwarmStackChangeOutcome.Done or SwarmStackChangeOutcome.Unknown;
}
