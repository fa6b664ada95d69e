using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>A place in a spec, by the names of the properties that lead there: <c>TaskTemplate.ContainerSpec.Image</c>.</summary>
internal sealed class SpecPath(string path)
{
    private readonly string[] _parents = [.. path.Split('.').Reverse().Skip(1).Reverse()];
    private readonly string _name = path.Split('.')[^1];

    /// <summary>What is there; null for nothing.</summary>
    public JsonNode? Read(JsonObject spec)
    {
        JsonNode? parent = spec;
        foreach (string name in _parents)
        {
            parent = (parent as JsonObject)?[name];
        }

        return (parent as JsonObject)?[_name];
    }

    /// <summary>Writes a value, making the objects that lead there; null takes away what is there.</summary>
    public void Write(JsonObject spec, JsonNode? value)
    {
        if (value is null)
        {
            (_parents.Length == 0 ? spec : new SpecPath(string.Join(".", _parents)).Read(spec) as JsonObject)?.Remove(_name);
            return;
        }

        JsonObject parent = _parents.Aggregate(spec, Child);
        parent[_name] = value;
    }

    /// <inheritdoc/>
    public override string ToString() => path;

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }
}
