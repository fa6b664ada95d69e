using System;
using System.Text.Json.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>Writes a seccomp profile in the engine's JSON.</summary>
internal static class SeccompSpec
{
    public static JsonObject Build(SeccompProfile seccomp)
    {
        JsonObject json = new() { ["Mode"] = seccomp.Mode };
        if (seccomp.Profile.Length > 0)
        {
            json["Profile"] = Convert.ToBase64String(seccomp.Profile);
        }

        return json;
    }
}
