namespace SwarmTools.Host;

/// <summary>What the process answers; the numbers are pwsh's.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int BadCommandLine = 64;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
