using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace SwarmTools;

/// <summary>A service of a stack file.</summary>
public sealed class SwarmStackService
{
    /// <summary>Its name in the file; in the swarm that of the stack comes before it.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The image; empty where the file has none.</summary>
    public string Image { get; internal init; } = "";

    /// <summary>How its tasks are spread.</summary>
    public SwarmServiceMode Mode { get; internal init; }

    /// <summary>How many tasks are wanted; null for global services.</summary>
    public long? Replicas { get; internal init; }

    /// <summary>What takes the place of the image's entrypoint; none where that stays.</summary>
    public IReadOnlyList<string> Entrypoint { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>What takes the place of the image's command; none where that stays.</summary>
    public IReadOnlyList<string> Command { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The variables; null for one without a value, which neither the file nor this machine gives one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; internal init; } = new ReadOnlyDictionary<string, string?>(new Dictionary<string, string?>());

    /// <summary>The labels of the service.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; internal init; } = Empty.Labels;

    /// <summary>The labels of its containers.</summary>
    public IReadOnlyDictionary<string, string> ContainerLabels { get; internal init; } = Empty.Labels;

    /// <summary>The published ports, such as <c>8080:80/tcp</c>.</summary>
    public IReadOnlyList<string> Ports { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>What its tasks mount.</summary>
    public IReadOnlyList<SwarmMount> Mounts { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The networks that its tasks join.</summary>
    public IReadOnlyList<string> Networks { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The secrets that its tasks read.</summary>
    public IReadOnlyList<string> Secrets { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The configs that its tasks read.</summary>
    public IReadOnlyList<string> Configs { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The services that have to be there before it.</summary>
    public IReadOnlyList<string> DependsOn { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The profiles that it is part of; none for always.</summary>
    public IReadOnlyList<string> Profiles { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>The placement constraints.</summary>
    public IReadOnlyList<string> Constraints { get; internal init => field = Items.Numbered(value); } = [];

    /// <summary>How the health of its tasks is checked; null leaves it to the image.</summary>
    public SwarmHealthCheck? HealthCheck { get; internal init; }

    /// <summary>How many processors each task may use; null for no limit.</summary>
    public double? CpuLimit { get; internal init; }

    /// <summary>How much memory each task may use, in bytes; null for no limit.</summary>
    public long? MemoryLimit { get; internal init; }

    /// <summary>How many processors are set aside for each task; null for none.</summary>
    public double? CpuReservation { get; internal init; }

    /// <summary>How much memory is set aside for each task, in bytes; null for none.</summary>
    public long? MemoryReservation { get; internal init; }

    /// <summary>How many tasks an update replaces at once, 0 for all; null for the engine's default, 1.</summary>
    public long? UpdateParallelism { get; internal init; }

    /// <summary>The time between two groups of tasks; null for the engine's default, none.</summary>
    public TimeSpan? UpdateDelay { get; internal init; }

    /// <summary>How long a new task is watched; null for the engine's default, 5 seconds.</summary>
    public TimeSpan? UpdateMonitor { get; internal init; }

    /// <summary>Which task comes first when one is replaced; null for the engine's default, the old one ends first.</summary>
    public SwarmUpdateOrder? UpdateOrder { get; internal init; }

    /// <summary>What the engine does when an update fails; null for its default, to pause.</summary>
    public SwarmFailureAction? UpdateFailureAction { get; internal init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
