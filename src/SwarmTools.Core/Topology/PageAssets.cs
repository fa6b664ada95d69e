using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace SwarmTools.Topology;

/// <summary>What every page brings: its styles, its script, its icons.</summary>
internal static class PageAssets
{
    public static string Style { get; } = Read("Page.css");

    public static string Script { get; } = Read("Page.js");

    /// <summary>A shape for each condition, to be used by its word.</summary>
    public static string Icons { get; } = Read("Page.svg");

    /// <summary>Nothing is loaded but what the page itself has, and of that only what is known by its hash.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src '{HashOf(Style)}'; script-src '{HashOf(Script)}'; img-src data:; base-uri 'none'; form-action 'none'";

    private static string HashOf(string text)
    {
        using SHA256 hash = SHA256.Create();
        return "sha256-" + Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(text)));
    }

    // A browser hashes what it reads, and that has the ends of lines of Unix.
    private static string Read(string name)
    {
        using StreamReader reader = new(typeof(PageAssets).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
