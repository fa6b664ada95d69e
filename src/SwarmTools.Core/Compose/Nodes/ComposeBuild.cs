using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Compose.Nodes;

/// <summary>Makes nodes at the place of another one, for short forms.</summary>
internal static class ComposeBuild
{
    public static ComposeScalar Text(ComposeNode at, string text) => new(text, IsQuoted: true, at.At);

    public static ComposeScalar Number(ComposeNode at, long number) => new(number.ToString(CultureInfo.InvariantCulture), IsQuoted: false, at.At);

    public static ComposeScalar True(ComposeNode at) => new("true", IsQuoted: false, at.At);

    public static ComposeScalar Nothing(ComposeNode at) => new("", IsQuoted: false, at.At);

    /// <summary>A mapping of what is there: null leaves a key out.</summary>
    public static ComposeMapping Mapping(ComposeNode at, params (string Key, ComposeNode? Value)[] entries) => new(
        [.. entries.Where(entry => entry.Value is not null).Select(entry => Entry(at, entry.Key, entry.Value!))], at.At, at.Merging);

    public static ComposeEntry Entry(ComposeNode at, string key, ComposeNode value) => new(new(key, IsQuoted: false, at.At), value);

    /// <summary>A variable; one that stands alone has the value that it has elsewhere, where it has one.</summary>
    public static ComposeEntry Filled(ComposeEntry variable, System.Func<string, string?> valueOf) =>
        variable.Value is ComposeScalar { IsNull: true } && valueOf(variable.Key.Text) is { } own ? variable with { Value = Text(variable.Value, own) } : variable;

    /// <summary>The text of a key of a mapping; empty where there is none.</summary>
    public static string TextOf(ComposeNode node, string key) => (node as ComposeMapping)?[key] is ComposeScalar scalar ? scalar.Text : "";

    public static IReadOnlyList<ComposeNode> None { get; } = [];
}
