using System.Collections.Generic;

namespace SwarmTools;

/// <summary>The label by which docker knows what belongs to a stack (docker/cli, cli/compose/convert).</summary>
internal static class StackLabel
{
    public const string Key = "com.docker.stack.namespace";

    /// <summary>The stack that labels name; empty for none.</summary>
    public static string Of(IReadOnlyDictionary<string, string> labels) => labels.TryGetValue(Key, out string? stack) ? stack : "";
}
