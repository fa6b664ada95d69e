namespace SwarmTools.Compose;

/// <summary>How much a finding matters.</summary>
internal enum ComposeSeverity
{
    /// <summary>The file can be used, but not all of it has an effect, or not the one that it seems to have.</summary>
    Warning,

    /// <summary>The file cannot be used.</summary>
    Error,
}
