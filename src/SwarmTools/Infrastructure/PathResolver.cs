using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;

namespace SwarmTools.Infrastructure;

/// <summary>Turns paths of PowerShell into files.</summary>
internal static class PathResolver
{
    /// <summary>The files that paths mean, wildcards resolved.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c> for what is no file.</exception>
    public static IEnumerable<FileInfo> Files(PSCmdlet cmdlet, IEnumerable<string> paths, bool isLiteral)
    {
        foreach (string path in paths)
        {
            foreach (string resolved in Resolve(cmdlet, path, isLiteral))
            {
                yield return File.Exists(resolved) ? new FileInfo(resolved) : throw Missing(path);
            }
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public static byte[] Read(FileInfo file)
    {
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (System.Exception failure) when (failure is IOException or System.UnauthorizedAccessException)
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The file '{file.FullName}' cannot be read: {failure.Message}", failure);
        }
    }

    private static Collection<string> Resolve(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        if (isLiteral)
        {
            return [cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)];
        }

        try
        {
            Collection<string> found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            return provider.Name == "FileSystem" ? found : throw Missing(path);
        }
        catch (ItemNotFoundException)
        {
            throw Missing(path);
        }
    }

    private static SwarmException Missing(string path) => new(ErrorId.DataInvalid, $"There is no file '{path}'.");
}
