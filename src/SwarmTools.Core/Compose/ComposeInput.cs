using System;
using System.Collections.Generic;
using System.IO;

namespace SwarmTools.Compose;

/// <summary>Files of this machine, and variables: given ones first, then those of the process, then those of files.</summary>
/// <param name="directory">The folder that relative paths begin with.</param>
/// <param name="given">Variables that were given.</param>
/// <param name="ofFiles">Variables of files.</param>
/// <param name="ofProcess">The value of a variable of the process; null for none.</param>
internal sealed class ComposeInput(
    string directory, IReadOnlyDictionary<string, string> given, IReadOnlyDictionary<string, string> ofFiles, Func<string, string?> ofProcess) : IComposeInput
{
    /// <summary>No file and no variable, for what says all by itself.</summary>
    public static ComposeInput None { get; } = new("/", Empty.Labels, Empty.Labels, _ => null);

    public string Directory => directory;

    public string? Variable(string name) => given.TryGetValue(name, out string? value) ? value
        : ofProcess(name) ?? (ofFiles.TryGetValue(name, out string? other) ? other : null);

    public bool HasFile(string path) => File.Exists(path);

    public byte[]? ReadFile(string path)
    {
        try
        {
            // First, as it takes names that no file can have.
            return !HasFile(path) ? null
                : new FileInfo(path).Length > ComposeSource.Largest ? throw ComposeSource.TooLarge(path)
                : File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The file '{path}' cannot be read: {failure.Message}", failure);
        }
    }
}
