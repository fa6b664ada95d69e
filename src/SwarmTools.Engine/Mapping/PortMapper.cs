using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads published ports.</summary>
internal static class PortMapper
{
    public static IReadOnlyList<SwarmPort> ReadAll(ref JsonCursor json) => json.Array(Read).AsReadOnly();

    /// <summary>Reads the ports of a task, which the engine lists once for each version of IP.</summary>
    public static IReadOnlyList<SwarmPort> ReadDistinct(ref JsonCursor json) => [.. ReadAll(ref json)
        .GroupBy(port => (port.TargetPort, port.PublishedPort, port.Protocol, port.PublishMode))
        .Select(same => same.First())];

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
        else if (json.Is("Name"u8))
        {
            port.Name = json.Text();
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
