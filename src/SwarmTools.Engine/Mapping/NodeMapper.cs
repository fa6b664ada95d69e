namespace SwarmTools.Engine.Mapping;

/// <summary>Reads nodes.</summary>
internal static class NodeMapper
{
    public static SwarmNode Read(ref JsonCursor json)
    {
        NodeFields node = new();
        byte[] raw = json.Object(node, TakeProperty).ToArray();
        return node.ToNode(raw);
    }

    private static bool TakeProperty(ref JsonCursor json, NodeFields node)
    {
        if (node.Take(ref json))
        {
            return true;
        }

        if (json.Is("Spec"u8))
        {
            json.Object(node, TakeSpec);
        }
        else if (json.Is("Description"u8))
        {
            json.Object(node, TakeDescription);
        }
        else if (json.Is("Status"u8))
        {
            json.Object(node, TakeStatus);
        }
        else if (json.Is("ManagerStatus"u8))
        {
            json.Object(node, TakeManagerStatus);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeSpec(ref JsonCursor json, NodeFields node)
    {
        if (json.Is("Labels"u8))
        {
            node.Labels = json.Labels();
        }
        else if (json.Is("Role"u8))
        {
            node.Role = json.Enum<SwarmNodeRole>();
        }
        else if (json.Is("Availability"u8))
        {
            node.Availability = json.Enum<SwarmNodeAvailability>();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeDescription(ref JsonCursor json, NodeFields node)
    {
        if (json.Is("Hostname"u8))
        {
            node.Name = json.Text();
        }
        else if (json.Is("Platform"u8))
        {
            json.Object(node, TakePlatform);
        }
        else if (json.Is("Resources"u8))
        {
            json.Object(node, TakeResources);
        }
        else if (json.Is("Engine"u8))
        {
            json.Object(node, TakeEngine);
        }
        else if (json.Is("TLSInfo"u8))
        {
            node.Trust = TrustMapper.Read(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakePlatform(ref JsonCursor json, NodeFields node)
    {
        if (json.Is("OS"u8))
        {
            node.OperatingSystem = json.Text();
        }
        else if (json.Is("Architecture"u8))
        {
            node.Architecture = json.Text();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeResources(ref JsonCursor json, NodeFields node)
    {
        if (json.Is("NanoCPUs"u8))
        {
            node.Cpus = json.Number() / 1e9;
        }
        else if (json.Is("MemoryBytes"u8))
        {
            node.MemoryBytes = json.Number();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeEngine(ref JsonCursor json, NodeFields node)
    {
        if (json.Is("EngineVersion"u8))
        {
            node.EngineVersion = json.Text();
        }
        else if (json.Is("Labels"u8))
        {
            node.EngineLabels = json.Labels();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeStatus(ref JsonCursor json, NodeFields node)
    {
        if (json.Is("State"u8))
        {
            node.State = json.Enum<SwarmNodeState>();
        }
        else if (json.Is("Message"u8))
        {
            node.StateMessage = json.Text();
        }
        else if (json.Is("Addr"u8))
        {
            node.Address = json.Text();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeManagerStatus(ref JsonCursor json, NodeFields node)
    {
        if (json.Is("Leader"u8))
        {
            node.IsLeader = json.Flag();
        }
        else if (json.Is("Reachability"u8))
        {
            node.Reachability = json.Enum<SwarmReachability>();
        }
        else if (json.Is("Addr"u8))
        {
            node.ManagerAddress = json.Text();
        }
        else
        {
            return false;
        }

        return true;
    }
}
