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
    public string CurrentContext()
    {
        string path = Path.Combine(Folder, "config.json");
        string? text = _environment.ReadText(path);
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text!, Lenient.Document);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("currentContext", out JsonElement name)
                && name.ValueKind == JsonValueKind.String
                    ? name.GetString() ?? ""
                    : "";
        }
        catch (JsonException failure)
        {
            throw new SwarmException(ErrorId.ContextInvalid, $"The docker configuration '{path}' is not JSON: {failure.Message}", failure);
        }
    }

    private static class Lenient
    {
        public static readonly JsonDocumentOptions Document = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    }
}
