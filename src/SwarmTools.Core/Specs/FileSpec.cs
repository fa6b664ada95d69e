using System.Text.Json.Nodes;
using SwarmTools.Syntax;

namespace SwarmTools.Specs;

/// <summary>The use of a secret or config in the engine's JSON; the name must have become an id before.</summary>
/// <remarks>Without a target the file has the name of the source: a secret's is below /run/secrets, a config's below the root.</remarks>
internal static class FileSpec
{
    public static JsonObject Secret(FileReference secret) => Build(secret, "SecretID", "SecretName");

    public static JsonObject Config(FileReference config)
    {
        if (!config.IsForRuntime)
        {
            return Build(config, "ConfigID", "ConfigName");
        }

        // Read by the engine itself, such as a credential spec; no file in the container.
        return new() { ["Runtime"] = new JsonObject(), ["ConfigID"] = config.SourceId, ["ConfigName"] = config.Source };
    }

    private static JsonObject Build(FileReference reference, string idKey, string nameKey) => new()
    {
        ["File"] = new JsonObject
        {
            ["Name"] = reference.Target.Length > 0 ? reference.Target : reference.Source,
            ["UID"] = reference.Uid,
            ["GID"] = reference.Gid,
            ["Mode"] = reference.Mode,
        },
        [idKey] = reference.SourceId,
        [nameKey] = reference.Source,
    };
}
