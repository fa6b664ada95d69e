namespace SwarmTools.Compose.Shapes;

/// <summary>A key of a compose file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">How its value is read.</param>
internal sealed record ComposeKey(string Name, ComposeShape Shape)
{
    /// <summary>Why it has no effect in a swarm; empty for one that has.</summary>
    public string Without { get; init; } = "";

    /// <summary>What to do instead.</summary>
    public string Instead { get; init; } = "";

    /// <summary>A key that has no effect in a swarm.</summary>
    public static ComposeKey Ignored(string name, string why, string instead) => new(name, FreeShape.Any) { Without = why, Instead = instead };
}
