namespace SwarmTools.History;

/// <summary>A revision that was just kept.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Id">The id of its config.</param>
/// <param name="Number">Its number.</param>
internal sealed record KeptRevision(string Owner, string Id, int Number);
