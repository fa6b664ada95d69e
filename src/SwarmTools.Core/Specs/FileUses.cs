using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>Where specs of services name secrets, or configs, and how they come to name another one. Pure.</summary>
internal sealed class FileUses
{
    private const string Container = "TaskTemplate.ContainerSpec.";
    private const string Parameter = "-Name";

    public static readonly FileUses Secrets = new(Container + "Secrets", "SecretID", "SecretName");

    /// <summary>A credential spec names a config beside the list, by its id alone.</summary>
    public static readonly FileUses Configs = new(Container + "Configs", "ConfigID", "ConfigName") { _beside = new(Container + "Privileges.CredentialSpec.Config") };

    private readonly SpecPath _list;
    private readonly string _id;
    private readonly string _name;
    private SpecPath? _beside;

    private FileUses(string list, string id, string name) => (_list, _id, _name) = (new(list), id, name);

    /// <summary>The ids that a spec names.</summary>
    public IReadOnlyCollection<string> IdsIn(JsonObject spec) =>
        new HashSet<string>(ItemsOf(spec).Select(item => Text(item[_id])).Append(Text(_beside?.Read(spec))).Where(id => id.Length > 0), StringComparer.Ordinal);

    /// <summary>Names another one in the place of some. Where its file is, whose it is and who may read it stays.</summary>
    /// <param name="from">The ids of those that are named now.</param>
    /// <param name="to">The one to be named.</param>
    public SpecEdit Move(IReadOnlyCollection<string> from, SwarmObject to) => new(Parameter, spec =>
    {
        HashSet<string> old = new(from, StringComparer.Ordinal);
        foreach (JsonObject item in ItemsOf(spec).Where(item => old.Contains(Text(item[_id]))))
        {
            (item[_id], item[_name]) = (to.Id, to.Name);
        }

        if (old.Contains(Text(_beside?.Read(spec))))
        {
            _beside!.Write(spec, to.Id);
        }
    });

    /// <summary>Takes a move back: each use names what it named before.</summary>
    /// <param name="to">What was moved to.</param>
    /// <param name="original">The spec before.</param>
    public SpecEdit Return(SwarmObject to, JsonObject original) => new(Parameter, spec =>
    {
        foreach (JsonObject item in ItemsOf(spec).Where(item => Text(item[_id]) == to.Id))
        {
            if (ItemsOf(original).FirstOrDefault(before => PlaceOf(before) == PlaceOf(item)) is { } before)
            {
                (item[_id], item[_name]) = (Text(before[_id]), Text(before[_name]));
            }
        }

        if (Text(_beside?.Read(spec)) == to.Id && Text(_beside?.Read(original)) is { Length: > 0 } id)
        {
            _beside!.Write(spec, id);
        }
    });

    // What the engine reads itself has no file.
    private static string PlaceOf(JsonObject item) => Text(item["File"]?["Name"]);

    private IEnumerable<JsonObject> ItemsOf(JsonObject spec) => (_list.Read(spec) as JsonArray ?? []).OfType<JsonObject>();

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
