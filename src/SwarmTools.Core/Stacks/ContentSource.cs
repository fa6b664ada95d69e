namespace SwarmTools.Stacks;

/// <summary>Where the data of a secret or a config comes from. It is never the data of a secret itself.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The path, the name of the variable, or the content of a config.</param>
internal sealed record ContentSource(ContentSourceKind Kind, string Text);
