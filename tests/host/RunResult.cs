namespace SwarmTools.Host;

internal enum RunResult
{
    Completed,

    /// <summary>A terminating error ended the commands; it has been shown.</summary>
    Failed,

    /// <summary>Ctrl+C or SIGTERM ended the commands.</summary>
    Stopped,
}
