using System.Text.Json.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>Writes a limit of the kernel in the engine's JSON.</summary>
internal static class UlimitSpec
{
    public static JsonObject Build(Ulimit limit) => new() { ["Name"] = limit.Name, ["Hard"] = limit.Hard, ["Soft"] = limit.Soft };
}
