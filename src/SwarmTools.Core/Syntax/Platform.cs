namespace SwarmTools.Syntax;

/// <summary>What a node must run on, such as <c>linux/amd64</c>; either half may be missing.</summary>
internal sealed record Platform(string OperatingSystem, string Architecture)
{
    public static Platform Parse(string text)
    {
        string[] parts = text.Trim().Split('/');
        return parts.Length == 2 && (parts[0].Length > 0 || parts[1].Length > 0)
            ? new(parts[0], parts[1])
            : throw new SwarmException(ErrorId.OptionInvalid, $"The platform '{text}' cannot be used. Accepted is OS/ARCHITECTURE, such as linux/amd64; one of the two may be left out.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{OperatingSystem}/{Architecture}";
}
