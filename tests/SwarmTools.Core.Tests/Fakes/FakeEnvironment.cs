using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Connections;

namespace SwarmTools.Core.Tests.Fakes;

/// <summary>A machine with variables and files of the test's own.</summary>
internal sealed class FakeEnvironment : IConnectionEnvironment
{
    public bool IsWindows { get; init; }

    public string HomeFolder { get; init; } = "/home/me";

    public Dictionary<string, string> Variables { get; } = [];

    public Dictionary<string, string> Files { get; } = [];

    public List<string> FilesRead { get; } = [];

    public string? Variable(string name) => Variables.GetValueOrDefault(name);

    public string? ReadText(string path)
    {
        FilesRead.Add(path);
        return Files.GetValueOrDefault(path);
    }

    public IReadOnlyList<string> Folders(string path) =>
        [.. Files.Keys.Where(file => file.StartsWith(path + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Select(file => Path.Combine(path, file[(path.Length + 1)..].Split(Path.DirectorySeparatorChar)[0]))
            .Distinct()];

    /// <summary>Adds a context where docker keeps it.</summary>
    public FakeEnvironment WithContext(string name, string host, bool skipTlsVerify = false, params (string File, string Text)[] keys)
    {
        JsonObject docker = new() { ["Host"] = host, ["SkipTLSVerify"] = skipTlsVerify };
        JsonObject meta = new()
        {
            ["Name"] = name,
            ["Metadata"] = new JsonObject { ["Description"] = "About " + name },
            ["Endpoints"] = new JsonObject { ["docker"] = docker },
        };
        string json = meta.ToJsonString();
        Files[MetaOf(name)] = json;
        foreach ((string file, string text) in keys)
        {
            Files[Path.Combine(HomeFolder, ".docker", "contexts", "tls", Digest(name), "docker", file)] = text;
        }

        return this;
    }

    public string MetaOf(string name) => Path.Combine(HomeFolder, ".docker", "contexts", "meta", Digest(name), "meta.json");

    public FakeEnvironment WithFile(string path, string text)
    {
        Files[path] = text;
        return this;
    }

    public FakeEnvironment With(string variable, string value)
    {
        Variables[variable] = value;
        return this;
    }

    public static string Digest(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
