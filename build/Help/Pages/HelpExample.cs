namespace SwarmTools.Help;

/// <summary>An example of a page.</summary>
public sealed record HelpExample
{
    /// <summary>What it shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Where it runs.</summary>
    public string Scene { get; init; } = "shop";

    /// <summary>Why it cannot be run by a test; empty where it can.</summary>
    public string NotRun { get; init; } = "";

    /// <summary>Text before the commands.</summary>
    public string Before { get; init; } = "";

    /// <summary>The commands, without a prompt.</summary>
    public string Code { get; init; } = "";

    /// <summary>What a console of 80 columns shows then; empty for nothing.</summary>
    public string Output { get; init; } = "";

    /// <summary>Text after the output.</summary>
    public string After { get; init; } = "";
}
