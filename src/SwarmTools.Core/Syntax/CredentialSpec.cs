using System;
using System.Security.Cryptography;
using System.Text.Json;

namespace SwarmTools.Syntax;

/// <summary>Where a Windows service finds its group managed service account: a file or registry key of the node, a config, or a file here that becomes one.</summary>
internal sealed record CredentialSpec
{
    private const string Accepted = "Accepted are file://FILE and registry://KEY of the node, config://NAME, an object of Get-SwarmConfig, and the path of a credential spec in JSON, which is added as a config.";

    public string File { get; init; } = "";

    public string Registry { get; init; } = "";

    /// <summary>The config; it must have its id before it is sent.</summary>
    public FileReference? Config { get; init; }

    /// <summary>What a file here holds, which becomes the config; empty for none.</summary>
    public byte[] Data { get; init; } = [];

    /// <param name="value">The text or config; an empty text takes the credential spec away.</param>
    /// <param name="read">Reads a file.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>; what reading raises.</exception>
    public static CredentialSpec Parse(object value, Func<string, byte[]> read)
    {
        if (value is SwarmConfig or SwarmSecret)
        {
            return new() { Config = FileReferenceSyntax.Parse(value) with { IsForRuntime = true } };
        }

        string text = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)?.Trim() ?? "";
        int mark = text.IndexOf("://", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return new();
        }

        if (mark < 0)
        {
            return OfFile(text, ByteOrderMark.Strip(Content(text, read)));
        }

        string rest = text[(mark + 3)..];
        return (text[..mark].ToUpperInvariant(), rest.Length) switch
        {
            (_, 0) => throw Invalid(text),
            ("FILE", _) => new() { File = rest },
            ("REGISTRY", _) => new() { Registry = rest },
            ("CONFIG", _) => new() { Config = new() { Source = rest, IsForRuntime = true } },
            _ => throw Invalid(text),
        };
    }

    // Who forgot file:// gets told.
    private static byte[] Content(string path, Func<string, byte[]> read)
    {
        try
        {
            return read(path);
        }
        catch (SwarmException failure) when (failure.Is(ErrorId.FileNotFound))
        {
            throw new SwarmException(ErrorId.FileNotFound, $"{failure.Message} {Accepted}", failure);
        }
    }

    // Named by what it holds: the same file is the same config, and a changed one is another.
    private static CredentialSpec OfFile(string path, byte[] content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Invalid(path);
            }
        }
        catch (JsonException failure)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"The credential spec '{path}' is not JSON: {failure.Message} {Accepted}", failure);
        }

        using SHA256 hash = SHA256.Create();
        string digest = BitConverter.ToString(hash.ComputeHash(content), 0, 6).Replace("-", "").ToLowerInvariant();
        return new() { Data = content, Config = new() { Source = "credential-spec-" + digest, IsForRuntime = true } };
    }

    private static SwarmException Invalid(string text) => new(ErrorId.OptionInvalid, $"The credential spec '{text}' cannot be used. {Accepted}");
}
