namespace SwarmTools.Compose.Shapes;

/// <summary>All keys of compose files: those of docker's schema 3.13, and those of the Compose Specification. One table for the reader, the merger and <c>docs/compose-support.md</c>.</summary>
internal static partial class ComposeSchema
{
    private const string NotInTasks = "tasks of a swarm have no such setting.";
    private const string ForCompose = "it is for docker compose alone.";
    private const string OneNode = "it belongs to one machine, and a swarm chooses the node itself.";

    /// <summary>A service.</summary>
    public static readonly ObjectShape AService = Service;

    /// <summary>A whole file.</summary>
    public static readonly ObjectShape File = new(
        new ComposeKey("version", ScalarShape.AnyText),
        new ComposeKey("name", ScalarShape.Text),
        new ComposeKey("include", Includes),
        new ComposeKey("services", new NamedShape(Service, MayBeNothing: false)),
        new ComposeKey("networks", new NamedShape(Network, MayBeNothing: true)),
        new ComposeKey("volumes", new NamedShape(Volume, MayBeNothing: true)),
        new ComposeKey("secrets", new NamedShape(Secret, MayBeNothing: false)),
        new ComposeKey("configs", new NamedShape(Config, MayBeNothing: false)),
        ComposeKey.Ignored("models", ForCompose, "Run the model as a service of its own."));

    private static ListShape Includes => new(new EitherShape(Text, new(
        new("path", OneOrMore),
        new("project_directory", Text),
        new("env_file", OneOrMore))));

    private static ScalarShape Text => ScalarShape.Text;

    private static ListShape Texts => new(ScalarShape.AnyText);

    private static ListShape OneOrMore => new(ScalarShape.AnyText) { TakesOne = true };
}
