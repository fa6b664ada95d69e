using System.Globalization;

namespace SwarmTools.Compose.Nodes;

/// <summary>A place in a compose file; lines and columns count from 1.</summary>
internal readonly record struct ComposePosition(string File, int Line, int Column)
{
    /// <summary>As compilers write it: <c>compose.yml:3:5</c>.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0}:{1}:{2}", File, Line, Column);
}
