using System;
using System.Text.Json.Nodes;

namespace SwarmTools.Syntax;

/// <summary>Where a Windows service finds its group managed service account: a file or registry key of the node, or a config.</summary>
internal sealed record CredentialSpec
{
    private const string Accepted = "Accepted are file://FILE, registry://KEY, config://NAME and an object of Get-SwarmConfig.";

    public string File { get; init; } = "";

    public string Registry { get; init; } = "";

    /// <summary>The config; it must have its id before it is sent.</summary>
    public FileReference? Config { get; init; }

    public static CredentialSpec Parse(object value)
    {
        if (value is SwarmConfig or SwarmSecret)
        {
            return new() { Config = FileReferenceSyntax.Parse(value) with { IsForRuntime = true } };
        }

        string text = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)?.Trim() ?? "";
        int mark = text.IndexOf("://", StringComparison.Ordinal);
        string rest = mark < 0 ? "" : text[(mark + 3)..];
        return (mark < 0 ? "" : text[..mark].ToUpperInvariant(), rest.Length) switch
        {
            (_, 0) => throw Invalid(text),
            ("FILE", _) => new() { File = rest },
            ("REGISTRY", _) => new() { Registry = rest },
            ("CONFIG", _) => new() { Config = new() { Source = rest, IsForRuntime = true } },
            _ => throw Invalid(text),
        };
    }

    public JsonObject ToJson() => File.Length > 0 ? new() { ["File"] = File }
        : Registry.Length > 0 ? new() { ["Registry"] = Registry }
        : new() { ["Config"] = Config!.SourceId };

    private static SwarmException Invalid(string text) => new(ErrorId.OptionInvalid, $"The credential spec '{text}' cannot be used. {Accepted}");
}
