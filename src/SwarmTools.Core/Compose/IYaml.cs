using System.Collections.Generic;
using System.Threading;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose;

/// <summary>Reads YAML into nodes with places, and writes them.</summary>
internal interface IYaml
{
    /// <summary>Reads the one document of a file.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="file">The name of the file, for places.</param>
    /// <param name="findings">Takes what is wrong: bad syntax, a key twice, a second document, aliases that lead nowhere, or into themselves, too deep or too large.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>The document; null for an empty one, and after an error that leaves none.</returns>
    public ComposeNode? Read(string text, string file, ICollection<SwarmStackFinding> findings, CancellationToken stop);

    /// <summary>Writes a node. Texts that look like something else are quoted.</summary>
    public string Write(ComposeNode node);
}
