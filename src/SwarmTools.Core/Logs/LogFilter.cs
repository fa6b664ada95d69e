using System;
using System.Text.RegularExpressions;
using SwarmTools.Engine;

namespace SwarmTools.Logs;

/// <summary>Which lines of a log are wanted, as far as engines cannot be asked for them alone.</summary>
internal sealed record LogFilter
{
    /// <summary>The last moment that is wanted; null for no end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What a line must match; null for all lines.</summary>
    public Regex? Pattern { get; init; }

    public bool IsMet(LogLine line) => !IsAfterEnd(line) && (Pattern is null || Pattern.IsMatch(line.Message));

    /// <summary>Whether a line, and all that its task writes later, is not wanted any more.</summary>
    public bool IsAfterEnd(LogLine line) => Until is { } end && line.Timestamp > end;

    /// <summary>The pattern that a text means, without case as in PowerShell's -match.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static Regex ParsePattern(string text)
    {
        try
        {
            return new(text, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException failure)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"-Pattern: '{text}' is no regular expression: {failure.Message}", failure);
        }
    }
}
