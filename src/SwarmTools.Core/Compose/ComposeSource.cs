using System;
using System.Collections.Generic;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose;

/// <summary>Reads the files that a compose file names. They are files of this machine; what is elsewhere is not fetched.</summary>
internal sealed class ComposeSource(IComposeInput input, ComposeReading reading)
{
    private readonly Dictionary<string, byte[]?> _read = new(StringComparer.Ordinal);

    /// <summary>How many bytes a file may have: far more than any that a person wrote.</summary>
    public const int Largest = 16 * 1024 * 1024;

    /// <summary>Whether files of other machines may be read by a path such as <c>\\server\share</c>.</summary>
    public bool AllowsNetworkPaths { get; init; }

    /// <summary>Whether a name is one of a source elsewhere: an address, or a repository.</summary>
    public static bool IsElsewhere(string name) => name.Contains("://") || name.StartsWith("git@", StringComparison.Ordinal) || name.StartsWith("oci:", StringComparison.Ordinal);

    /// <summary>Whether a path is, or may be, one of another machine: a share, or one of the ways around the names of files, such as <c>\\?\UNC</c> and <c>\\.\pipe</c>; not <c>\\?\C:\file</c>. Windows takes both kinds of separators.</summary>
    public static bool IsOfNetwork(string path)
    {
        string same = path.Replace('/', '\\');
        bool isLongName = same.StartsWith(@"\\?\", StringComparison.Ordinal) && same.Length > 6 && char.IsLetter(same[4]) && same[5] == ':' && same[6] == '\\';
        return same.StartsWith(@"\??\", StringComparison.Ordinal) || (same.Length > 2 && same.StartsWith(@"\\", StringComparison.Ordinal) && !isLongName);
    }

    /// <summary>The bytes of a file; null where it cannot be read, which was reported.</summary>
    /// <param name="path">The whole path, or the name of a source elsewhere.</param>
    /// <param name="at">Where it is named.</param>
    /// <param name="place">The keys that lead there.</param>
    public byte[]? Read(string path, ComposeNode at, string place)
    {
        if (!IsHere(path, at, place))
        {
            return null;
        }

        byte[]? content;
        try
        {
            content = input.ReadFile(path);
        }
        catch (SwarmException failure)
        {
            reading.Error(at, place, failure.Message);
            return null;
        }

        if (content is null)
        {
            reading.Error(at, place, $"There is no file '{path}'.");
        }

        return content is null || reading.Bytes.Take(content.Length, at, place, reading) ? content : null;
    }

    /// <summary>The bytes of a file that may be named again and again, such as one of variables.</summary>
    /// <param name="path">The whole path, or the name of a source elsewhere.</param>
    /// <param name="at">Where it is named.</param>
    /// <param name="place">The keys that lead there.</param>
    public byte[]? ReadOnce(string path, ComposeNode at, string place)
    {
        if (_read.TryGetValue(path, out byte[]? known))
        {
            return known;
        }

        // What cannot be read is told at each place that names it.
        return Read(path, at, place) is { } content ? _read[path] = content : null;
    }

    /// <summary>Whether a file is there, or a source elsewhere is named, which is not looked for.</summary>
    public bool MayBeThere(string path) => IsElsewhere(path) || (!AllowsNetworkPaths && IsOfNetwork(path)) || input.HasFile(path);

    /// <summary>Refuses a name that is not one of a file of this machine, although nothing is read of it yet.</summary>
    public void RequireHere(string path, ComposeNode at, string place) => _ = IsHere(path, at, place);

    public static SwarmException NotFetched(string name) => new(ErrorId.RemoteIncludeRefused, $"'{name}' is not on this machine, and is not fetched. Fetch it first, and name the file.");

    public static SwarmException TooLarge(string path) => new(ErrorId.DataInvalid, $"The file '{path}' is larger than 16 MB, and is not read.");

    private bool IsHere(string path, ComposeNode at, string place)
    {
        if (IsElsewhere(path))
        {
            reading.Error(at, place, NotFetched(path).Message, ErrorId.RemoteIncludeRefused);
            return false;
        }

        if (!AllowsNetworkPaths && IsOfNetwork(path))
        {
            reading.Error(at, place, $"'{path}' is on another machine, or may be, which would get your name and a proof of your password. Copy it first, or allow it with -AllowNetworkPath.", ErrorId.RemoteIncludeRefused);
            return false;
        }

        return true;
    }
}
