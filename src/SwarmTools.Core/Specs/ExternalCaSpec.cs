using System.Text.Json.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>Writes an authority outside of the swarm in the engine's JSON.</summary>
internal static class ExternalCaSpec
{
    public static JsonObject Build(ExternalCa authority) => new()
    {
        ["Protocol"] = "cfssl",
        ["URL"] = authority.Url,
        ["Options"] = PairJson.From(authority.Options),
        ["CACert"] = authority.Certificate,
    };
}
