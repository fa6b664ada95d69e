using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Stacks;

namespace SwarmTools.Backups;

/// <summary>What is to be done so that a swarm has what a backup has, in the order of the work. A value: it can be shown, tested, confirmed.</summary>
/// <param name="Before">The settings and the nodes: what the tasks of services find.</param>
/// <param name="Objects">Networks, configs, secrets and services.</param>
/// <param name="After">The revisions, which name all the others.</param>
internal sealed record RestorePlan(IReadOnlyList<RestoreStep> Before, StackPlan Objects, IReadOnlyList<RestoreStep> After)
{
    /// <summary>What the user should know, although all can be done.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Brings the specs of revisions to what this swarm has.</summary>
    public Func<JsonObject, JsonObject> Translated { get; init; } = spec => spec;

    public IEnumerable<StackStep> Steps => [.. Before.Select(step => step.Step), .. Objects.Steps, .. After.Select(step => step.Step)];

    /// <summary>The secrets that are to be made, and whose values no plugin has.</summary>
    public IReadOnlyList<StackStep> Secrets => [.. Objects.Steps.Where(step => !step.IsKept && step.IsOf(SwarmStackObjectType.Secret) && step.Content!.Source.Kind != ContentSourceKind.Driver)];

    /// <summary>One line for each change.</summary>
    public override string ToString() => string.Join("\n", Steps.Select(step => step.Change.ToString()));
}
