using System;
using System.IO;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose;

/// <summary>Paths of compose files, which may be those of another system: nodes with Windows take drive letters, those with Linux do not.</summary>
internal static class ComposePaths
{
    /// <summary>A whole path, of this machine or of a node; relative ones begin with a folder, <c>~</c> is the home of who runs this, and a name of a source elsewhere stays.</summary>
    public static string Absolute(string path, string folder) =>
        IsWhole(path) || path.Length == 0 || ComposeSource.IsElsewhere(path) ? path
            : path[0] == '~' ? Home(path)
            : Full(folder, path);

    // What no path can be, such as one with a NUL, is left as it is: there is no such file.
    private static string Full(string folder, string path)
    {
        try
        {
            string full = Path.GetFullPath(Path.Combine(folder, path));
            return full.Length > 1 ? full.TrimEnd('/', '\\') : full;
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException or PathTooLongException)
        {
            return path;
        }
    }

    /// <summary>A service whose paths are whole ones: files of variables, and folders of nodes that it binds.</summary>
    public static ComposeMapping OfService(ComposeMapping service, string folder) => service with
    {
        Entries = [.. service.Entries.Select(entry => entry.Key.Text switch
        {
            "env_file" when entry.Value is ComposeSequence files => entry with { Value = files with { Items = [.. files.Items.Select(file => OfFile(file, folder))] } },
            "volumes" when entry.Value is ComposeSequence mounts => entry with
            {
                Value = mounts with { Items = [.. mounts.Items.Select(mount => mount is ComposeMapping mapping && ComposeBuild.TextOf(mapping, "type") == "bind" ? WithPath(mapping, "source", folder) : mount)] },
            },
            _ => entry,
        })],
    };

    /// <summary>A mapping one of whose keys has a path, which is a whole one then.</summary>
    public static ComposeMapping WithPath(ComposeMapping owner, string key, string folder) => owner with
    {
        Entries = [.. owner.Entries.Select(entry => entry.Key.Text == key && entry.Value is ComposeScalar path ? entry with { Value = Whole(path, folder) } : entry)],
    };

    private static ComposeScalar Whole(ComposeScalar path, string folder) => path with { Text = Absolute(path.Text, folder) };

    private static ComposeNode OfFile(ComposeNode file, string folder) => file switch
    {
        ComposeScalar path => Whole(path, folder),
        ComposeMapping mapping => WithPath(mapping, "path", folder),
        _ => file,
    };

    /// <summary>Whether a path is a whole one on Linux or on Windows.</summary>
    public static bool IsWhole(string path) =>
        path.StartsWith("/", StringComparison.Ordinal) || path.StartsWith(@"\\", StringComparison.Ordinal) || path.StartsWith(@"\??\", StringComparison.Ordinal)
        || (path.Length > 2 && char.IsLetter(path[0]) && path[1] == ':' && path[2] is '/' or '\\');

    private static string Home(string path) => path.Length > 1 && path[1] is not ('/' or '\\')
        ? path
        : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + string.Concat(path.Skip(1));
}
