using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SwarmTools.Connections;

/// <summary>Reads docker contexts: <c>contexts/meta/SHA256(name)/meta.json</c> and <c>contexts/tls/SHA256(name)/docker/*.pem</c>.</summary>
/// <remarks>The layout is docker/cli's (cli/context/store/doc.go). One context is one file: no other is read to find it.</remarks>
internal sealed class ContextStore(IConnectionEnvironment environment, DockerConfiguration configuration)
{
    /// <summary>The context that needs no file: DOCKER_HOST or the platform's default.</summary>
    public const string DefaultName = "default";

    /// <summary>The names of the stored contexts, sorted; those that cannot be read say why.</summary>
    public IReadOnlyList<StoredContext> List() =>
        [.. environment.Folders(Path.Combine(configuration.Folder, "contexts", "meta"))
            .Select(folder => Read(Path.Combine(folder, "meta.json")))
            .OfType<StoredContext>()
            .OrderBy(context => context.Name, StringComparer.Ordinal)];

    /// <summary>Finds a stored context.</summary>
    /// <exception cref="SwarmException"><c>ContextNotFound</c>, <c>ContextInvalid</c>.</exception>
    public StoredContext Find(string name, string origin)
    {
        string path = Path.Combine(configuration.Folder, "contexts", "meta", Digest(name), "meta.json");
        StoredContext context = Read(path) ?? throw new SwarmException(
            ErrorId.ContextNotFound,
            $"There is no docker context '{name}' ({origin}) in '{configuration.Folder}'. Get-SwarmContext lists those there are.");
        return context.Error.Length == 0
            ? context
            : throw new SwarmException(ErrorId.ContextInvalid, $"The docker context '{name}' cannot be used: {context.Error}");
    }

    private StoredContext? Read(string path)
    {
        string folder = Path.GetFileName(Path.GetDirectoryName(path)!);
        try
        {
            string? text = environment.ReadText(path);
            if (text is null)
            {
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(text);
            return Parse(document.RootElement, folder);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return new() { Name = folder, Error = $"'{path}' is damaged: {failure.Message}" };
        }
        catch (SwarmException failure)
        {
            // A file that this user may not read spoils one context, not the list.
            return new() { Name = folder, Error = failure.Message };
        }
    }

    private StoredContext Parse(JsonElement root, string folder)
    {
        string name = Text(root, "Name");
        string description = root.TryGetProperty("Metadata", out JsonElement metadata) ? Text(metadata, "Description") : "";
        if (!root.TryGetProperty("Endpoints", out JsonElement endpoints) || !endpoints.TryGetProperty("docker", out JsonElement docker))
        {
            return new() { Name = name, Description = description, Error = "it names no docker endpoint." };
        }

        string keys = Path.Combine(configuration.Folder, "contexts", "tls", folder, "docker");
        return new()
        {
            Name = name,
            Description = description,
            Host = Text(docker, "Host"),
            SkipTlsVerify = docker.TryGetProperty("SkipTLSVerify", out JsonElement skip) && skip.ValueKind == JsonValueKind.True,
            CaPem = environment.ReadText(Path.Combine(keys, "ca.pem")),
            CertificatePem = environment.ReadText(Path.Combine(keys, "cert.pem")),
            KeyPem = environment.ReadText(Path.Combine(keys, "key.pem")),
        };
    }

    private static string Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private static string Digest(string name)
    {
        using SHA256 hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(name)).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
