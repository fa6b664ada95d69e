using System;
using System.Linq;
using System.Text.Json;

namespace SwarmTools.Syntax;

/// <summary>Which system calls the tasks may make: the engine's default, all, or what a profile says.</summary>
/// <param name="Mode">default, unconfined or custom.</param>
/// <param name="Profile">The JSON of a custom profile; empty for the others.</param>
internal sealed record SeccompProfile(string Mode, byte[] Profile)
{
    public static readonly SeccompProfile Default = new("default", []);

    public static readonly SeccompProfile Unconfined = new("unconfined", []);

    /// <param name="text">default, unconfined, or the path of a profile.</param>
    /// <param name="read">Reads a file.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c> for a file that is not JSON; what reading raises.</exception>
    public static SeccompProfile Parse(string text, Func<string, byte[]> read)
    {
        SeccompProfile? known = new[] { Default, Unconfined }.FirstOrDefault(profile => profile.Mode.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        if (known is not null)
        {
            return known;
        }

        byte[] content = ByteOrderMark.Strip(read(text));
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            return new("custom", content);
        }
        catch (JsonException failure)
        {
            throw new SwarmException(
                ErrorId.OptionInvalid, $"The seccomp profile '{text}' is not JSON: {failure.Message} Accepted are default, unconfined, and the path of a profile in JSON.", failure);
        }
    }
}
