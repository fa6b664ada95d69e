using System.Text.RegularExpressions;

namespace SwarmTools.Syntax;

/// <summary>Checks names by swarmkit's rules (manager/controlapi/common.go) before anything is sent.</summary>
internal static class ObjectNames
{
    // Matches what swarmkit's expression does; that one takes forever on long wrong names in an engine that goes back.
    private static readonly Regex s_service = new(@"^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9])*\z", RegexOptions.CultureInvariant);

    private static readonly Regex s_file = new(@"^[a-zA-Z0-9](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9])?\z", RegexOptions.CultureInvariant);

    private static readonly Regex s_volume = new(@"^[a-zA-Z0-9][a-zA-Z0-9_.-]+\z", RegexOptions.CultureInvariant);

    public static string Service(string name) => Check(name, "service", 63, s_service, "letters, digits, '-' and '_', beginning and ending with a letter or digit");

    /// <summary>The name of a stack, which those of its services begin with.</summary>
    public static string Stack(string name) => Check(name, "stack", 63, s_service, "letters, digits, '-' and '_', beginning and ending with a letter or digit");

    public static string Secret(string name) => Check(name, "secret", 64, s_file, "letters, digits, '-', '_' and '.', beginning and ending with a letter or digit");

    public static string Config(string name) => Check(name, "config", 64, s_file, "letters, digits, '-', '_' and '.', beginning and ending with a letter or digit");

    // Local networks may have other names; those of a swarm are checked like services.
    public static string Network(string name) => Check(name, "network", 63, s_service, "letters, digits, '-' and '_', beginning and ending with a letter or digit");

    // The local driver's rule (moby, volume/local: names.RestrictedNamePattern, and two characters at least); others have names at least as plain.
    public static string Volume(string name) => Check(name, "volume", 255, s_volume, "letters, digits, '-', '_' and '.', two at least, beginning with a letter or digit");

    private static string Check(string name, string kind, int longest, Regex form, string accepted) =>
        name.Length > longest
            ? throw new SwarmException(ErrorId.NameInvalid, $"'{name}' cannot name a {kind}: it has {name.Length} characters, at most {longest} are accepted.")
            : form.IsMatch(name)
                ? name
                : throw new SwarmException(ErrorId.NameInvalid, $"'{name}' cannot name a {kind}: accepted are {accepted}.");
}
