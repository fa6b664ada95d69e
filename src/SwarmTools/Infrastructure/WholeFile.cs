using System;
using System.IO;
using System.Reflection;
using System.Runtime.ExceptionServices;
using SwarmTools.Files;

namespace SwarmTools.Infrastructure;

/// <summary>A file that is there as a whole or not at all: it is written beside its place, and put there in one step.</summary>
internal static class WholeFile
{
    // Of .NET 7 and newer, and on Unix alone; elsewhere the folder says who may read.
    private const int OwnerAlone = 384;

    /// <param name="path">The whole path.</param>
    /// <param name="content">What it is to hold.</param>
    /// <param name="replaces">Whether a file that is there is written over.</param>
    /// <param name="isPrivate">Whether only its owner may read it.</param>
    /// <exception cref="SwarmException"><c>DataInvalid</c>; <c>FileExists</c> for one that came meanwhile.</exception>
    public static void Write(string path, byte[] content, bool replaces, bool isPrivate)
    {
        string unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            try
            {
                using (FileStream file = isPrivate ? CreatePrivate(unfinished) : new(unfinished, FileMode.CreateNew, FileAccess.Write))
                {
                    file.Write(content, 0, content.Length);
                    file.Flush(flushToDisk: true);
                }

                Put(unfinished, path, replaces);
            }
            finally
            {
                File.Delete(unfinished);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw !replaces && File.Exists(path)
                ? new SwarmException(ErrorId.FileExists, $"There is a file '{path}' already. Use -Force to write over it.", failure)
                : new SwarmException(ErrorId.DataInvalid, $"The file '{path}' cannot be written: {failure.Message}", failure);
        }
    }

    private static void Put(string written, string place, bool replaces)
    {
        if (replaces)
        {
            FinishedFile.Put(written, place);
        }
        else
        {
            File.Move(written, place);
        }
    }

    // By reflection: the type came after netstandard2.0.
    private static FileStream CreatePrivate(string path)
    {
        Type? options = Type.GetType("System.IO.FileStreamOptions");
        if (Path.DirectorySeparatorChar == '\\' || options?.GetProperty("UnixCreateMode") is not { } mode)
        {
            return new(path, FileMode.CreateNew, FileAccess.Write);
        }

        object given = Activator.CreateInstance(options)!;
        options.GetProperty("Mode")!.SetValue(given, FileMode.CreateNew);
        options.GetProperty("Access")!.SetValue(given, FileAccess.Write);
        mode.SetValue(given, Enum.ToObject(Nullable.GetUnderlyingType(mode.PropertyType)!, OwnerAlone));
        try
        {
            return (FileStream)Activator.CreateInstance(typeof(FileStream), path, given)!;
        }
        catch (TargetInvocationException failure) when (failure.InnerException is IOException or UnauthorizedAccessException)
        {
            ExceptionDispatchInfo.Capture(failure.InnerException).Throw();
            throw;
        }
    }
}
