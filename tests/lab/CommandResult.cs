namespace SwarmTools.Lab;

/// <summary>How a program ended.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The output of a success.</summary>
    public string Require(string what) => ExitCode == 0
        ? Output
        : throw new LabException($"{what} failed with exit code {ExitCode}: {Errors.Trim()} {Output.Trim()}");
}
