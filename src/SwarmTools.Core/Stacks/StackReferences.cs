using SwarmTools.Compose.Nodes;

namespace SwarmTools.Stacks;

/// <summary>The names in the swarm of what services refer to by its key: as the file names it, its own key for what is external, with the stack before it for the rest.</summary>
internal sealed class StackReferences(ComposeMapping project, StackNames names)
{
    public string Network(string key) => Name("networks", key);

    public string Secret(string key) => Name("secrets", key);

    public string Config(string key) => Name("configs", key);

    public string Volume(string key) => Name("volumes", key);

    private string Name(string section, string key)
    {
        ComposeMapping known = project.Below(section).Below(key);
        return known.Text("name") is { Length: > 0 } given ? given : known.Flag("external") ? key : names.Scoped(key);
    }
}
