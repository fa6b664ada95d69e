using System;
using System.IO;
using System.Text;

namespace SwarmTools.Infrastructure;

/// <summary>A text file that a cmdlet writes.</summary>
internal sealed class NewFile
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly string? _folder;

    private NewFile(string path, string? folder = null) => (FullName, _folder) = (path, folder);

    public string FullName { get; }

    /// <param name="path">The whole path of the file, or of a folder: one that is there, or one that ends like a folder and is made.</param>
    /// <param name="name">The name of the file in a folder.</param>
    public static NewFile At(string path, string name)
    {
        bool isNewFolder = path.EndsWith("/", StringComparison.Ordinal) || path.EndsWith("\\", StringComparison.Ordinal);
        return Directory.Exists(path) || isNewFolder ? new(Path.Combine(path, name), isNewFolder ? path : null) : new(path);
    }

    /// <exception cref="SwarmException"><c>FileExists</c>.</exception>
    public void RequireFree(bool replaces)
    {
        if (!replaces && File.Exists(FullName))
        {
            throw new SwarmException(ErrorId.FileExists, $"There is a file '{FullName}' already. Use -Force to write over it; of several stacks each needs a file of its own, which it gets in a folder.");
        }
    }

    /// <param name="text">The text.</param>
    /// <param name="replaces">Whether a file that is there is written over.</param>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public void Write(string text, bool replaces)
    {
        try
        {
            if (_folder is not null)
            {
                Directory.CreateDirectory(_folder);
            }

            using FileStream file = new(FullName, replaces ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            byte[] bytes = s_utf8.GetBytes(text);
            file.Write(bytes, 0, bytes.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The file '{FullName}' cannot be written: {failure.Message}", failure);
        }
    }
}
