using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads published ports.</summary>
internal static class PortMapper
{
    public static IReadOnlyList<SwarmPort> ReadAll(ref JsonCursor json) => json.Array(Read).AsReadOnly();

    private static SwarmPort Read(ref JsonCursor json)
    {
        PortFields port = new();
        json.Object(port, TakeProperty);
        return port.ToPort();
    }

    private static bool TakeProperty(ref JsonCursor json, PortFields port)
    {
        if (json.Is("TargetPort"u8))
        {
            port.TargetPort = (int)json.Number();
        }
        else if (json.Is("PublishedPort"u8))
        {
            port.PublishedPort = (int)json.Number();
        }
        else if (json.Is("Protocol"u8))
        {
            port.Protocol = json.Enum<SwarmPortProtocol>();
        }
        else if (json.Is("PublishMode"u8))
        {
            port.PublishMode = json.Enum<SwarmPublishMode>();
        }
        else
        {
            return false;
        }

        return true;
    }
}
