using System;

namespace SwarmTools.Syntax;

/// <summary>Reads placement preferences: <c>spread=node.labels.zone</c>, the only strategy there is.</summary>
internal static class PreferenceSyntax
{
    private const string Spread = "spread=";

    /// <summary>What tasks are spread over.</summary>
    public static string Parse(string text)
    {
        string trimmed = text.Trim();
        string over = trimmed.StartsWith(Spread, StringComparison.OrdinalIgnoreCase) ? trimmed[Spread.Length..].Trim() : "";
        return over.StartsWith("node.labels.", StringComparison.OrdinalIgnoreCase) || over.StartsWith("engine.labels.", StringComparison.OrdinalIgnoreCase)
            ? over
            : throw new SwarmException(
                ErrorId.OptionInvalid,
                $"The placement preference '{text}' cannot be used. Accepted are spread=node.labels.NAME and spread=engine.labels.NAME.");
    }
}
