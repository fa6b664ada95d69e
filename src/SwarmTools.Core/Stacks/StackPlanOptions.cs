namespace SwarmTools.Stacks;

/// <summary>How a stack is to be planned.</summary>
internal sealed record StackPlanOptions
{
    /// <summary>Whether services of the stack go that its file does not have.</summary>
    public bool Prunes { get; init; }

    /// <summary>Whether services keep the number of replicas that they have.</summary>
    public bool PreservesReplicas { get; init; }
}
