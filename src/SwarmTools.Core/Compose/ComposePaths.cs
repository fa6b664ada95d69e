using System;
using System.IO;
using System.Linq;

namespace SwarmTools.Compose;

/// <summary>Paths of compose files, which may be those of another system: nodes with Windows take drive letters, those with Linux do not.</summary>
internal static class ComposePaths
{
    /// <summary>A whole path, of this machine or of a node; relative ones begin with a folder, <c>~</c> stays for the node to know.</summary>
    public static string Absolute(string path, string folder) =>
        IsWhole(path) || path.Length == 0 ? path
            : path[0] == '~' ? Home(path)
            : Path.GetFullPath(Path.Combine(folder, path));

    /// <summary>Whether a path is a whole one on Linux or on Windows.</summary>
    public static bool IsWhole(string path) =>
        path.StartsWith("/", StringComparison.Ordinal) || path.StartsWith(@"\\", StringComparison.Ordinal)
        || (path.Length > 2 && char.IsLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\');

    private static string Home(string path) => path.Length > 1 && path[1] is not ('/' or '\\')
        ? path
        : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + string.Concat(path.Skip(1));
}
