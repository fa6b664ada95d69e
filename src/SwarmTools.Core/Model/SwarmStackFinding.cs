using System.Globalization;

namespace SwarmTools;

/// <summary>Something to be said of a stack file, with its place.</summary>
public sealed class SwarmStackFinding
{
    /// <summary>How much it matters.</summary>
    public SwarmStackSeverity Severity { get; internal init; }

    /// <summary>The file.</summary>
    public string File { get; internal init; } = "";

    /// <summary>The line, counted from 1.</summary>
    public int Line { get; internal init; }

    /// <summary>The column, counted from 1.</summary>
    public int Column { get; internal init; }

    /// <summary>The keys that lead there, such as <c>services.web.ports[0]</c>; empty for the file as a whole.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>What it is, why, and what to do.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>The id of the error, one of those in docs/errors.md; empty for what is none.</summary>
    public string ErrorId { get; internal init; } = "";

    /// <summary>As compilers write it: <c>compose.yml:3:5: services.web.ports[0]: ...</c>.</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, "{0}:{1}:{2}: {3}{4}", File, Line, Column, Path.Length > 0 ? Path + ": " : "", Message);
}
