using System.Management.Automation;

namespace SwarmTools.Infrastructure;

/// <summary>Makes patterns of names that users typed.</summary>
internal static class NamePattern
{
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
