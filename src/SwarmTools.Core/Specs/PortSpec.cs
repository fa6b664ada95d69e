using System;
using System.Text.Json.Nodes;
using SwarmTools.Text;

namespace SwarmTools.Specs;

/// <summary>A published port in the engine's JSON.</summary>
internal static class PortSpec
{
    public static JsonObject Build(SwarmPort port)
    {
        JsonObject json = [];
        if (port.Name.Length > 0)
        {
            json["Name"] = port.Name;
        }

        json["Protocol"] = EnumText.Write(port.Protocol, '-');
        json["TargetPort"] = (long)port.TargetPort;
        if (port.PublishedPort > 0)
        {
            json["PublishedPort"] = (long)port.PublishedPort;
        }

        json["PublishMode"] = EnumText.Write(port.PublishMode, '-');
        return json;
    }

    /// <summary>Two entries of one published port cannot be; a port that the engine chooses goes by its target and mode.</summary>
    public static string KeyOf(JsonNode port) => (long?)port["PublishedPort"] is { } published and > 0
        ? $"{published}/{Protocol(port)}"
        : $":{(long?)port["TargetPort"]}/{Protocol(port)}/{Mode(port)}";

    /// <summary>Whether a user means a port: <c>80</c> and <c>80/udp</c> by its target, <c>8080:80</c> by both, <c>target=80,mode=host</c> and objects by their mode too.</summary>
    public static Func<JsonNode, bool> Meaning(SwarmPort wanted) => port =>
        (long?)port["TargetPort"] == wanted.TargetPort
        && Protocol(port) == EnumText.Write(wanted.Protocol, '-')
        && (wanted.PublishedPort == 0 || (long?)port["PublishedPort"] == wanted.PublishedPort)
        && (wanted.PublishMode == SwarmPublishMode.Unknown || Mode(port) == EnumText.Write(wanted.PublishMode, '-'));

    private static string Mode(JsonNode port) => (string?)port["PublishMode"] ?? "ingress";

    private static string Protocol(JsonNode port) => (string?)port["Protocol"] ?? "tcp";
}
