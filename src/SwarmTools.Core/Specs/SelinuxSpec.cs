using System.Text.Json.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>Writes an SELinux label in the engine's JSON.</summary>
internal static class SelinuxSpec
{
    public static JsonObject Build(SelinuxContext context) =>
        new() { ["Disable"] = context.Disable, ["User"] = context.User, ["Role"] = context.Role, ["Type"] = context.Type, ["Level"] = context.Level };
}
