namespace SwarmTools.Help;

/// <summary>A type that goes in or comes out.</summary>
/// <param name="TypeName">Its full name.</param>
/// <param name="Description">What it is, or what it is taken for.</param>
public sealed record ObjectFacts(string TypeName, string Description);
