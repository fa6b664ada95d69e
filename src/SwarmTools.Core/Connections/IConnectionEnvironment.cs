using System.Collections.Generic;

namespace SwarmTools.Connections;

/// <summary>What the resolver sees of the machine: variables and small files.</summary>
internal interface IConnectionEnvironment
{
    public bool IsWindows { get; }

    public string HomeFolder { get; }

    public string? Variable(string name);

    /// <summary>The text of a file; null when there is none.</summary>
    public string? ReadText(string path);

    /// <summary>The full paths of the folders in a folder; none when it does not exist.</summary>
    public IReadOnlyList<string> Folders(string path);
}
