namespace SwarmTools.History;

/// <summary>What marks configs that keep revisions. All labels are our own: <c>docker stack rm</c> removes what carries the label of its stack.</summary>
/// <param name="Owner">The label that holds the name of what the revision is of.</param>
/// <param name="Number">The label that holds its number.</param>
/// <param name="Outcome">The label that holds how it ended; engines let nothing but labels of a config be changed.</param>
/// <param name="Prefix">What the names of the configs begin with.</param>
internal sealed record RevisionLabels(string Owner, string Number, string Outcome, string Prefix)
{
    public static readonly RevisionLabels OfServices = new(SwarmConfig.RevisionLabel, "swarmtools.revision.number", "swarmtools.revision.outcome", "swarmtools-revision-");

    public static readonly RevisionLabels OfStacks = new(SwarmConfig.StackRevisionLabel, "swarmtools.stack.revision.number", "swarmtools.stack.revision.outcome", "swarmtools-stack-revision-");
}
