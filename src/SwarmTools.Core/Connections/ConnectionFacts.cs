using System;
using SwarmTools.Engine;

namespace SwarmTools.Connections;

/// <summary>Adds to a connection what its engine said of itself; connections are snapshots, so each gives a new one.</summary>
internal static class ConnectionFacts
{
    public static SwarmConnection With(this SwarmConnection connection, EnginePing ping) => Copy(connection, info: null, ping.ApiVersion, connection.IsDefault);

    public static SwarmConnection With(this SwarmConnection connection, EngineInfo info) => Copy(connection, info, connection.ApiVersion, connection.IsDefault);

    public static SwarmConnection With(this SwarmConnection connection, bool isDefault) => Copy(connection, info: null, connection.ApiVersion, isDefault);

    private static SwarmConnection Copy(SwarmConnection connection, EngineInfo? info, Version? apiVersion, bool isDefault) => new()
    {
        Name = connection.Name,
        Endpoints = connection.Endpoints,
        Source = connection.Source,
        ContextName = connection.ContextName,
        Settings = connection.Settings,
        ApiVersion = apiVersion,
        IsDefault = isDefault,
        EngineVersion = info?.EngineVersion ?? connection.EngineVersion,
        HostName = info?.HostName ?? connection.HostName,
        SwarmState = info?.SwarmState ?? connection.SwarmState,
        SwarmId = info?.SwarmId ?? connection.SwarmId,
        NodeId = info?.NodeId ?? connection.NodeId,
        Role = info is null ? connection.Role : RoleOf(info),
    };

    private static SwarmNodeRole RoleOf(EngineInfo info) => info.SwarmState != SwarmLocalState.Active
        ? SwarmNodeRole.Unknown
        : info.IsManager ? SwarmNodeRole.Manager : SwarmNodeRole.Worker;
}
