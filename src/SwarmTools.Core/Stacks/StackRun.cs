using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Rollouts;

namespace SwarmTools.Stacks;

/// <summary>What is known while a plan is carried out.</summary>
internal sealed class StackRun(StackPlan plan, ObservedStack observed, StackApplyOptions options, Action<object> emit)
{
    public StackApplyOptions Options => options;

    public StackIds Ids { get; } = new(observed);

    /// <summary>What was sent for services, and for services that went.</summary>
    public ConcurrentDictionary<StackStep, SentService> Sent { get; } = new();

    /// <summary>The ids of the networks, secrets and configs that were made; empty where one was only labelled, or may have been made.</summary>
    public ConcurrentDictionary<StackStep, string> Made { get; } = new();

    /// <summary>Whether anything was done that can be taken back.</summary>
    public bool HasDone => !Sent.IsEmpty || !Made.IsEmpty;

    private readonly ConcurrentDictionary<SwarmStackChange, Lazy<Task>> _once = new();

    /// <summary>The networks that stay, by their ids.</summary>
    public IReadOnlyDictionary<string, StackStep> KeptNetworks { get; } = plan.Steps
        .Where(step => step.IsKept && step.IsOf(SwarmStackObjectType.Network)).ToDictionary(step => step.There!.Id, StringComparer.Ordinal);

    public ConcurrentQueue<SwarmException> Failures { get; } = new();

    public Action<RolloutEvent> Emit => emit;

    public void Warn(string warning) => emit(new RolloutWarning(warning));

    public bool IsDeclined(StackStep step) => options.Declined.Any(declined => ReferenceEquals(declined, step));

    public static void Skip(StackStep step, string why)
    {
        step.Change.Outcome = step.IsKept ? SwarmStackChangeOutcome.Done : SwarmStackChangeOutcome.Skipped;
        step.Change.Message = why;
    }

    /// <summary>The spec that a service is sent.</summary>
    public JsonObject SpecOf(StackStep step) => step.HasIds ? (JsonObject)step.Spec!.DeepClone() : Ids.Resolved(step.Spec!);

    /// <summary>What a service names and nobody made; null for nothing.</summary>
    public string? Missing(StackStep step) => step.HasIds ? null : Ids.Missing(step.Spec!);

    /// <summary>Which of the networks that were seen a service could not find; null for none.</summary>
    public StackStep? LostNetwork(SwarmException failure) =>
        KeptNetworks.FirstOrDefault(network => failure.Message.Contains(network.Key) && failure.Message.Contains("not found")).Value;

    /// <summary>Does what several services need before they can be sent, once for all of them.</summary>
    public Task Once(StackStep step, Func<Task> work) => _once.GetOrAdd(step.Change, _ => new(work)).Value;

    /// <summary>Does one step, and notes how it ended.</summary>
    public async Task<bool> Try(StackStep step, Func<Task> work)
    {
        if (IsDeclined(step))
        {
            Skip(step, "It was declined.");
            return false;
        }

        if (Failures.Any(failure => failure.Kind is SwarmErrorKind.Unreachable or SwarmErrorKind.NotManager))
        {
            Skip(step, "No manager could be reached any more.");
            return false;
        }

        try
        {
            await work().ConfigureAwait(false);
            step.Change.Outcome = SwarmStackChangeOutcome.Done;
            return true;
        }
        catch (SwarmException failure)
        {
            step.Change.Outcome = SwarmStackChangeOutcome.Failed;
            step.Change.Message = failure.Message;
            Failures.Enqueue(failure);
            return false;
        }
    }
}
