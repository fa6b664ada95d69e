namespace SwarmTools;

/// <summary>A secret: its name and labels. The engine never gives its value back.</summary>
public sealed class SwarmSecret : SwarmObject
{
    /// <summary>The plugin that holds the value; empty when the swarm does.</summary>
    public string Driver { get; internal init; } = "";

    /// <summary>The engine that expands placeholders in the value, such as golang; empty for none.</summary>
    public string TemplateDriver { get; internal init; } = "";
}
