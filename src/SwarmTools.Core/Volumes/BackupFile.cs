using System;
using System.IO;
using System.Text;
using SwarmTools.Files;

namespace SwarmTools.Volumes;

/// <summary>An archive while it is written: under another name in the same folder, so that a broken transfer leaves no half file.</summary>
internal sealed class BackupFile : IDisposable
{
    private readonly string _path;
    private readonly string _part;

    /// <param name="path">The name that the archive is to have.</param>
    /// <param name="id">What no other file has in its name.</param>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public BackupFile(string path, string id)
    {
        _path = path;
        _part = $"{path}.{id}.part";
        Stream = Try(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(_part, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 256 * 1024, useAsync: true);
        });
    }

    /// <summary>Whether the name says that the archive is packed.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c> for a name that says nothing.</exception>
    public static bool IsPacked(string path) =>
        path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) ? false
        : path.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase) ? true
        : throw new SwarmException(ErrorId.OptionInvalid, $"The name of the file '{path}' does not say what is to be written. A name that ends with .tar.gz or .tgz packs the archive, one with .tar does not.");

    /// <summary>What the archive is written into.</summary>
    public FileStream Stream { get; }

    /// <summary>Gives the archive its name, and writes what it is of beside it.</summary>
    /// <param name="backup">What it is of.</param>
    /// <param name="replaces">Whether a file that has the name goes.</param>
    /// <exception cref="SwarmException"><c>DataInvalid</c>, <c>FileExists</c>.</exception>
    public void Commit(SwarmVolumeBackup backup, bool replaces) => Try(() =>
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        if (File.Exists(_path) && !replaces)
        {
            throw new SwarmException(ErrorId.FileExists, $"A file '{_path}' was made meanwhile. Use -Force to write over it.");
        }

        string manifest = _path + BackupManifest.Suffix;
        File.WriteAllText(_part + BackupManifest.Suffix, BackupManifest.Write(backup), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        FinishedFile.Put(_part, _path);
        FinishedFile.Put(_part + BackupManifest.Suffix, manifest);
        return true;
    });

    public void Dispose()
    {
        Stream.Dispose();
        foreach (string left in new[] { _part, _part + BackupManifest.Suffix })
        {
            try
            {
                File.Delete(left);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // Its name says that it is a part of nothing.
            }
        }
    }

    private T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The file '{_path}' cannot be written: {failure.Message}", failure);
        }
    }
}
