namespace SwarmTools.Compose;

/// <summary>Something to be said of a compose file.</summary>
/// <param name="Severity">Whether the file can be used all the same.</param>
/// <param name="At">Where it is.</param>
/// <param name="Path">The keys that lead there, such as <c>services.web.ports[0]</c>; empty for the file as a whole.</param>
/// <param name="Message">What it is, why, and what to do.</param>
internal sealed record ComposeFinding(ComposeSeverity Severity, ComposePosition At, string Path, string Message)
{
    public override string ToString() => $"{At}: {(Severity == ComposeSeverity.Error ? "error" : "warning")}: {(Path.Length > 0 ? Path + ": " : "")}{Message}";
}
