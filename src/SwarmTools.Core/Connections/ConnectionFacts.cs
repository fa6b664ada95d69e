using SwarmTools.Engine;

namespace SwarmTools.Connections;

/// <summary>Adds to a connection what its engine said of itself; connections are snapshots, so each gives a new one.</summary>
internal static class ConnectionFacts
{
    public static SwarmConnection With(this SwarmConnection connection, EnginePing ping) => connection.With(copy => copy.ApiVersion = ping.ApiVersion);

    public static SwarmConnection With(this SwarmConnection connection, bool isDefault) => connection.With(copy => copy.IsDefault = isDefault);

    public static SwarmConnection With(this SwarmConnection connection, EngineDescription info) => connection.With(copy =>
    {
        copy.EngineVersion = info.EngineVersion;
        copy.HostName = info.HostName;
        copy.SwarmState = info.SwarmState;
        copy.SwarmId = info.SwarmId;
        copy.NodeId = info.NodeId;
        copy.Role = RoleOf(info);
    });

    private static SwarmNodeRole RoleOf(EngineDescription info) => info.SwarmState != SwarmLocalState.Active
        ? SwarmNodeRole.Unknown
        : info.IsManager ? SwarmNodeRole.Manager : SwarmNodeRole.Worker;
}
