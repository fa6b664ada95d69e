using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace SwarmTools.Infrastructure;

/// <summary>Turns paths of PowerShell into files.</summary>
internal static class PathResolver
{
    /// <summary>The files that a path means, wildcards resolved. What a wildcard matches and is no file is left out.</summary>
    /// <exception cref="SwarmException"><c>FileNotFound</c>; <c>DataInvalid</c> for a folder and for what is not in the file system.</exception>
    public static IReadOnlyList<FileInfo> Files(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        IReadOnlyList<FileInfo> found = [.. Resolve(cmdlet, path, isLiteral).Select(resolved => new FileInfo(resolved))];
        if (!isLiteral && WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [.. found.Where(file => file.Exists)];
        }

        return found.FirstOrDefault(file => !file.Exists) is not { } missing ? found
            : throw (Directory.Exists(missing.FullName) ? new(ErrorId.DataInvalid, $"'{path}' is a folder, not a file.") : Missing(path));
    }

    /// <summary>Reads the one file that a path names, taken as it is.</summary>
    /// <exception cref="SwarmException"><c>FileNotFound</c>, <c>DataInvalid</c>.</exception>
    public static byte[] Read(PSCmdlet cmdlet, string path) => Read(Files(cmdlet, path, isLiteral: true)[0]);

    /// <summary>The whole path of a file that is to be written, taken as it is.</summary>
    /// <exception cref="SwarmException"><c>FileNotFound</c> for a drive that is not there; <c>DataInvalid</c>.</exception>
    public static string NewPath(PSCmdlet cmdlet, string path) => Resolve(cmdlet, path, isLiteral: true)[0];

    /// <summary>Reads a file.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public static byte[] Read(FileInfo file)
    {
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The file '{file.FullName}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Reads a file that has a size which can be worked with.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public static byte[] ReadAtMost(FileInfo file, int size) => file.Length <= size ? Read(file)
        : throw new SwarmException(ErrorId.DataInvalid, $"The file '{file.FullName}' is larger than {size / (1024 * 1024)} MB, and no backup is.");

    /// <summary>Opens a file.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public static FileStream OpenRead(FileInfo file)
    {
        try
        {
            return new(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 4096, useAsync: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The file '{file.FullName}' cannot be read: {failure.Message}", failure);
        }
    }

    private static Collection<string> Resolve(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        try
        {
            ProviderInfo provider;
            Collection<string> found = isLiteral
                ? [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider);
            return provider.Name == "FileSystem" ? found : throw new SwarmException(ErrorId.DataInvalid, $"'{path}' is not in the file system.");
        }
        catch (SessionStateException failure)
        {
            // No such item, drive or provider.
            throw Missing(path, failure);
        }
    }

    private static SwarmException Missing(string path, Exception? cause = null) => new(ErrorId.FileNotFound, $"There is no file '{path}'. Check the path: a relative one begins with the current folder.", cause);
}
