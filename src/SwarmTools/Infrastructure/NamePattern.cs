using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SwarmTools.Infrastructure;

/// <summary>Makes patterns of names that users typed.</summary>
internal static class NamePattern
{
    /// <summary>Whether a name matches one of some patterns; without patterns every name does.</summary>
    public static bool IsAny(IReadOnlyCollection<WildcardPattern>? patterns, string name) => patterns is null || (name.Length > 0 && patterns.Any(pattern => pattern.IsMatch(name)));

    /// <exception cref="SwarmException"><c>NameInvalid</c>.</exception>
    public static WildcardPattern Of(string text)
    {
        WildcardPattern pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            // It is read when it is first used.
            pattern.IsMatch("");
            return pattern;
        }
        catch (WildcardPatternException failure)
        {
            throw new SwarmException(ErrorId.NameInvalid, $"'{text}' is not a valid wildcard: a '[' is not closed. Put a backtick before it if it belongs to the name.", failure);
        }
    }
}
