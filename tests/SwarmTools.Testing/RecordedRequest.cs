using System.Collections.Generic;

namespace SwarmTools.Testing;

/// <summary>A request that a fake engine received.</summary>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Version">The API version of the address, such as 1.41; empty without one.</param>
/// <param name="Path">The path after the version, without the query.</param>
/// <param name="Query">The query, decoded.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Headers">The headers.</param>
public sealed record RecordedRequest(
    string Method, string Version, string Path, string Query, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}{Query}";
}
