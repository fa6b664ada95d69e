namespace SwarmTools;

/// <summary>What became of one change of a stack.</summary>
public enum SwarmStackChangeOutcome
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>It was planned, and not begun.</summary>
    Planned,

    /// <summary>It was done.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was not begun, because something that comes before it failed or was declined.</summary>
    Skipped,

    /// <summary>It was done, and taken back again.</summary>
    Undone,

    /// <summary>The work runs, or its command was ended. Of revisions only.</summary>
    InProgress,
}
