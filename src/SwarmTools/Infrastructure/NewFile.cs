using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Text;

namespace SwarmTools.Infrastructure;

/// <summary>A text file that a cmdlet writes.</summary>
internal sealed class NewFile
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string? _folder;

    private NewFile(string path, string? folder = null) => (FullName, _folder) = (path, folder);

    public string FullName { get; }

    /// <summary>The file that was written, as Get-Item returns it: its view shows more than that of a bare FileInfo.</summary>
    public IReadOnlyList<PSObject> Item(PSCmdlet cmdlet) => cmdlet.InvokeProvider.Item.Get([FullName], force: true, literalPath: true);

    /// <param name="path">The whole path of the file, or of a folder: one that is there, or one that ends like a folder and is made.</param>
    /// <param name="name">The name of the file in a folder.</param>
    public static NewFile At(string path, string name)
    {
        bool isNewFolder = path.EndsWith("/", StringComparison.Ordinal) || path.EndsWith("\\", StringComparison.Ordinal);
        return Directory.Exists(path) || isNewFolder ? new(Path.Combine(path, name), isNewFolder ? path : null) : new(path);
    }

    /// <param name="replaces">Whether a file that is there may be written over.</param>
    /// <param name="remedy">What to do where it may not.</param>
    /// <exception cref="SwarmException"><c>FileExists</c>.</exception>
    public void RequireFree(bool replaces, string remedy)
    {
        if (!replaces && File.Exists(FullName))
        {
            throw new SwarmException(ErrorId.FileExists, $"There is a file '{FullName}' already. {remedy}");
        }
    }

    /// <summary>The first letters of the file that is there; empty where there is none.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public string Beginning(int length)
    {
        char[] first = new char[length];
        int read = 0;
        Try("read", () =>
        {
            if (File.Exists(FullName))
            {
                using StreamReader reader = new(FullName, s_utf8);
                read = reader.ReadBlock(first, 0, length);
            }
        });
        return new(first, 0, read);
    }

    /// <param name="text">The text.</param>
    /// <param name="replaces">Whether a file that is there is written over.</param>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public void Write(string text, bool replaces) => Try("written", () =>
    {
        MakeFolder();
        using FileStream file = new(FullName, replaces ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
        byte[] bytes = s_utf8.GetBytes(text);
        file.Write(bytes, 0, bytes.Length);
    });

    /// <summary>Puts a file in the place of one that is there, or is not, in one step: who reads it has the old one or the new one, whole.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public void Replace(string text) => Try("written", () =>
    {
        string folder = Path.GetDirectoryName(FullName) ?? "";
        if (_folder is null && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        }

        MakeFolder();
        WholeFile.Write(FullName, s_utf8.GetBytes(text), replaces: true, isPrivate: false);
    });

    /// <summary>Tries whether a file can be made in a folder; one that is not there is made later.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public static void RequireWritable(string folder)
    {
        if (Directory.Exists(folder))
        {
            try
            {
                new FileStream(Path.Combine(folder, Guid.NewGuid().ToString("N") + ".tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new SwarmException(ErrorId.DataInvalid, $"No file can be written in the folder '{folder}'. Name another one, or have the right to write there. Nothing was changed.", failure);
            }
        }
    }

    private void Try(string what, Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The file '{FullName}' cannot be {what}: {failure.Message}", failure);
        }
    }

    /// <summary>Writes what only the owner of the file is to read; the file is there as a whole or not at all.</summary>
    /// <param name="content">The content.</param>
    /// <param name="replaces">Whether a file that is there is written over.</param>
    /// <exception cref="SwarmException"><c>DataInvalid</c>, <c>FileExists</c>.</exception>
    public void WritePrivate(byte[] content, bool replaces)
    {
        try
        {
            MakeFolder();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The folder '{_folder}' cannot be made: {failure.Message}", failure);
        }

        WholeFile.Write(FullName, content, replaces, isPrivate: true);
    }

    private void MakeFolder()
    {
        if (_folder is not null)
        {
            Directory.CreateDirectory(_folder);
        }
    }
}
