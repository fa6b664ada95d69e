using System.Text.Json.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>The use of a secret or config in the engine's JSON; the name must have become an id before.</summary>
/// <remarks>A secret's name is below /run/secrets, a config's below the root (docker/cli opts/config.go).</remarks>
internal static class FileSpec
{
    public static JsonObject Secret(FileReference secret) => Build(secret, secret.Source, "SecretID", "SecretName");

    public static JsonObject Config(FileReference config)
    {
        if (!config.IsForRuntime)
        {
            return Build(config, "/" + config.Source, "ConfigID", "ConfigName");
        }

        // Read by the engine itself, such as a credential spec; no file in the container.
        return new() { ["Runtime"] = new JsonObject(), ["ConfigID"] = config.SourceId, ["ConfigName"] = config.Source };
    }

    private static JsonObject Build(FileReference reference, string usualTarget, string idKey, string nameKey) => new()
    {
        ["File"] = new JsonObject
        {
            ["Name"] = reference.Target.Length > 0 ? reference.Target : usualTarget,
            ["UID"] = reference.Uid,
            ["GID"] = reference.Gid,
            ["Mode"] = reference.Mode,
        },
        [idKey] = reference.SourceId,
        [nameKey] = reference.Source,
    };
}
