namespace SwarmTools.Completion;

/// <summary>Something that the tab key offers.</summary>
/// <param name="Text">What is written into the command line, without quotes.</param>
/// <param name="About">What the list says of it; empty for nothing more than the text.</param>
internal sealed record CompletionItem(string Text, string About = "")
{
    /// <summary>What the list shows in its place, where the text alone would not tell which one it is.</summary>
    public string? Shown { get; init; }

    /// <summary>Whether it is a number for a parameter that takes numbers; a name that looks like one needs quotes.</summary>
    public bool IsNumber { get; init; }
}
