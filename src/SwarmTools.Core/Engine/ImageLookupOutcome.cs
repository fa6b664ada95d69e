namespace SwarmTools.Engine;

/// <summary>How a look-up of an image ended.</summary>
internal enum ImageLookupOutcome
{
    /// <summary>The registry has it.</summary>
    Found,

    /// <summary>The registry answered that it has no such image.</summary>
    NotFound,

    /// <summary>The registry wants a login, or hides that it has no such image.</summary>
    Denied,

    /// <summary>The registry did not answer.</summary>
    Unreachable,
}
