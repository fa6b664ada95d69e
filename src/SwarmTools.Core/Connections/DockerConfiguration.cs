using System.IO;
using System.Text.Json;

namespace SwarmTools.Connections;

/// <summary>The docker configuration folder and what its <c>config.json</c> says on connections.</summary>
internal sealed class DockerConfiguration
{
    private readonly IConnectionEnvironment _environment;

    /// <param name="environment">The machine.</param>
    /// <param name="folder">The folder; null for DOCKER_CONFIG or <c>.docker</c> in the home folder.</param>
    public DockerConfiguration(IConnectionEnvironment environment, string? folder)
    {
        _environment = environment;
        string? variable = environment.Variable("DOCKER_CONFIG");
        Folder = folder ?? (string.IsNullOrEmpty(variable) ? Path.Combine(environment.HomeFolder, ".docker") : variable!);
    }

    public string Folder { get; }

    /// <summary>The context that <c>docker context use</c> chose; empty for none.</summary>
    /// <exception cref="SwarmException"><c>ContextInvalid</c>: the file is not JSON.</exception>
    public string CurrentContext() =>
        ReadFile() is { ValueKind: JsonValueKind.Object } file && file.TryGetProperty("currentContext", out JsonElement name) && name.ValueKind == JsonValueKind.String
            ? name.GetString() ?? ""
            : "";

    /// <summary>The whole <c>config.json</c>; undefined when there is none.</summary>
    /// <exception cref="SwarmException"><c>ContextInvalid</c>: the file is not JSON.</exception>
    public JsonElement ReadFile()
    {
        string path = Path.Combine(Folder, "config.json");
        return Parse(_environment.ReadText(path), $"The docker configuration '{path}'");
    }

    /// <summary>The logins of DOCKER_AUTH_CONFIG, which docker 28.3 and newer ask before the file; null for none.</summary>
    /// <exception cref="SwarmException"><c>ContextInvalid</c>: it is not JSON.</exception>
    public JsonElement? LoginsOfEnvironment() =>
        _environment.Variable("DOCKER_AUTH_CONFIG") is { Length: > 0 } text ? Parse(text, "The variable DOCKER_AUTH_CONFIG") : null;

    private static JsonElement Parse(string? text, string source)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return default;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text!, Lenient.Document);
            return document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw new SwarmException(ErrorId.ContextInvalid, $"{source} is not JSON: {failure.Message}", failure);
        }
    }

    private static class Lenient
    {
        public static readonly JsonDocumentOptions Document = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    }
}
