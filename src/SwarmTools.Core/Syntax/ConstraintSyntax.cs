using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SwarmTools.Syntax;

/// <summary>Checks placement constraints by swarmkit's rules (manager/constraint/constraint.go).</summary>
internal static class ConstraintSyntax
{
    private static readonly Regex s_form = new(
        @"^\s*(?<key>[a-zA-Z_][a-zA-Z0-9_.-]+)\s*(==|!=)\s*(?<value>\S(.*\S)?)\s*$", RegexOptions.CultureInvariant);

    private static readonly Regex s_operator = new(@"\s*(==|!=)\s*", RegexOptions.CultureInvariant);

    private static readonly Regex s_value = new(@"^[a-zA-Z0-9:_ \t.*()?+[\]\\^$|/-]+\z", RegexOptions.CultureInvariant);

    private static readonly string[] s_keys =
        ["node.id", "node.hostname", "node.ip", "node.role", "node.platform.os", "node.platform.arch"];

    /// <summary>A constraint to remove: one that no node meets may be there.</summary>
    public static string ParseForRemoval(string text) => FormOf(text).Value.Trim();

    public static string Parse(string text)
    {
        Match match = FormOf(text);

        string value = match.Groups["value"].Value;
        if (!s_value.IsMatch(value))
        {
            throw Invalid(text, $"'{value}' is not a value that the engine takes");
        }

        string key = match.Groups["key"].Value;
        bool known = s_keys.Contains(key, StringComparer.OrdinalIgnoreCase) || IsLabel(key, "node.labels.") || IsLabel(key, "engine.labels.");
        return known ? text.Trim() : throw Invalid(text, $"no node has a '{key}', so it would match none");
    }

    private static Match FormOf(string text) => s_form.Match(text) is { Success: true } match ? match : throw Invalid(text, "it is not KEY==VALUE or KEY!=VALUE");

    /// <summary>Whether a constraint of the engine is the one that a user names: white space does not count.</summary>
    public static bool AreEqual(JsonNode known, string named) => Plain((string?)known ?? "") == Plain(named);

    /// <summary>The same text for all ways to write a constraint.</summary>
    public static string Plain(string constraint) => s_operator.Replace(constraint.Trim(), "$1");

    private static bool IsLabel(string key, string prefix) =>
        key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    private static SwarmException Invalid(string text, string why) => new(
        ErrorId.ConstraintInvalid,
        $"The constraint '{text}' cannot be used: {why}. Keys are {string.Join(", ", s_keys)}, node.labels.NAME and engine.labels.NAME; operators are == and !=.");
}
