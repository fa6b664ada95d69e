namespace SwarmTools.Pipelines;

/// <summary>An error or a warning of a cmdlet, as a build service is told of it.</summary>
/// <param name="IsError">Whether it is an error; a warning otherwise.</param>
/// <param name="Id">The id of the error, one of those in docs/errors.md; empty for a warning.</param>
/// <param name="Message">What failed, on what, why, and what to do. It may have several lines.</param>
internal sealed record BuildNotice(bool IsError, string Id, string Message)
{
    /// <summary>The file that it is about; empty for none.</summary>
    public string File { get; init; } = "";

    /// <summary>The line of the file, counted from 1; 0 for none.</summary>
    public int Line { get; init; }

    /// <summary>The column of the file, counted from 1; 0 for none.</summary>
    public int Column { get; init; }

    /// <summary>The notice of a failure, with its place in a stack file where it has one.</summary>
    public static BuildNotice Of(SwarmException failure)
    {
        BuildNotice notice = new(IsError: true, failure.ErrorId, failure.Message);
        return failure.Result is SwarmStackFinding place ? notice with { File = place.File, Line = place.Line, Column = place.Column } : notice;
    }

    /// <summary>The notice of a warning.</summary>
    public static BuildNotice Warning(string message) => new(IsError: false, "", message);
}
