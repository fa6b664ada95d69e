using System.Collections.Generic;

namespace SwarmTools.Compose;

/// <summary>Reads YAML into nodes with places.</summary>
internal interface IYamlReader
{
    /// <summary>Reads the one document of a file.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="file">The name of the file, for places.</param>
    /// <param name="findings">Takes what is wrong: bad syntax, a key twice, a second document, aliases that lead nowhere, or into themselves, too deep or too large.</param>
    /// <returns>The document; null for an empty one, and after an error that leaves none.</returns>
    public ComposeNode? Read(string text, string file, ICollection<ComposeFinding> findings);
}
