namespace SwarmTools.Compose.Shapes;

/// <content>How a service is deployed.</content>
internal static partial class ComposeSchema
{
    private static ObjectShape Deploy => new(
        new ComposeKey("mode", ScalarShape.OneOf("replicated", "global", "replicated-job", "global-job")),
        new ComposeKey("replicas", ScalarShape.Natural),
        new ComposeKey("labels", PairsShape.Texts),
        new ComposeKey("update_config", Update),
        new ComposeKey("rollback_config", Update),
        new ComposeKey("endpoint_mode", ScalarShape.OneOf("vip", "dnsrr")),
        new ComposeKey("placement", Placement),
        new ComposeKey("resources", new ObjectShape(new ComposeKey("limits", Limits), new ComposeKey("reservations", Reservations))),
        new ComposeKey("restart_policy", new ObjectShape(
            new ComposeKey("condition", ScalarShape.OneOf("none", "on-failure", "any")),
            new ComposeKey("delay", ScalarShape.Duration),
            new ComposeKey("max_attempts", ScalarShape.Natural),
            new ComposeKey("window", ScalarShape.Duration))))
    {
        MayBeNothing = true,
    };

    private static ObjectShape Update => new(
        new ComposeKey("parallelism", ScalarShape.Natural),
        new ComposeKey("delay", ScalarShape.Duration),
        new ComposeKey("failure_action", ScalarShape.OneOf("pause", "continue", "rollback")),
        new ComposeKey("monitor", ScalarShape.Duration),
        new ComposeKey("max_failure_ratio", ScalarShape.Number),
        new ComposeKey("order", ScalarShape.OneOf("start-first", "stop-first")));

    private static ObjectShape Placement => new(
        new ComposeKey("constraints", Texts),
        new ComposeKey("preferences", new ListShape(new ObjectShape(new ComposeKey("spread", Text)))),
        new ComposeKey("max_replicas_per_node", ScalarShape.Natural));

    private static ObjectShape Limits => new(
        new ComposeKey("cpus", ScalarShape.Cpus),
        new ComposeKey("memory", ScalarShape.Size),
        new ComposeKey("pids", ScalarShape.Integer));

    private static ObjectShape Reservations => new(
        new ComposeKey("cpus", ScalarShape.Cpus),
        new ComposeKey("memory", ScalarShape.Size),
        new ComposeKey("generic_resources", new ListShape(new ObjectShape(new ComposeKey("discrete_resource_spec", new ObjectShape(
            new ComposeKey("kind", Text),
            new ComposeKey("value", ScalarShape.Integer)))))),
        ComposeKey.Ignored("devices", OneNode, "Offer them as generic resources of the engine, and ask for these with generic_resources."));
}
