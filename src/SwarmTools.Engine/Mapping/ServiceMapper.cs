using System.Collections.Generic;
using SwarmTools.Specs;
using SwarmTools.Text;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads services.</summary>
internal static class ServiceMapper
{
    public static SwarmService Read(ref JsonCursor json)
    {
        ServiceFields service = new();
        byte[] raw = json.Object(service, TakeProperty).ToArray();
        return service.ToService(raw);
    }

    private static bool TakeProperty(ref JsonCursor json, ServiceFields service)
    {
        if (service.Take(ref json))
        {
            return true;
        }

        if (json.Is("Spec"u8))
        {
            json.Object(service, TakeSpec);
        }
        else if (json.Is("Endpoint"u8))
        {
            json.Object(service, TakeEndpoint);
        }
        else if (json.Is("UpdateStatus"u8))
        {
            json.Object(service, TakeUpdateStatus);
        }
        else if (json.Is("ServiceStatus"u8))
        {
            json.Object(service, TakeCounts);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeSpec(ref JsonCursor json, ServiceFields service)
    {
        if (service.TakeOfSpec(ref json))
        {
            return true;
        }

        if (json.Is("TaskTemplate"u8))
        {
            json.Object(service, TakeTaskTemplate);
        }
        else if (json.Is("Mode"u8))
        {
            json.Object(service, TakeMode);
        }
        else if (json.Is("UpdateConfig"u8))
        {
            service.IsUpdateHeld = Nanoseconds.ToDuration(json.NumberOf("Delay"u8)) == UpdateOptions.Endless;
        }
        else if (json.Is("Networks"u8) && service.NetworkIds.Count == 0)
        {
            // Where engines before API 1.44 may keep them.
            service.NetworkIds = Targets(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeTaskTemplate(ref JsonCursor json, ServiceFields service)
    {
        if (json.Is("ContainerSpec"u8))
        {
            json.Object(service, TakeContainer);
        }
        else if (json.Is("Placement"u8))
        {
            json.Object(service, TakePlacement);
        }
        else if (json.Is("Networks"u8))
        {
            service.NetworkIds = Targets(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeContainer(ref JsonCursor json, ServiceFields service)
    {
        if (json.Is("Image"u8))
        {
            service.Image = json.Text();
        }
        else if (json.Is("TTY"u8))
        {
            service.Tty = json.Flag();
        }
        else if (json.Is("Secrets"u8))
        {
            service.Secrets = ReferenceFields.Secrets(ref json);
        }
        else if (json.Is("Configs"u8))
        {
            service.Configs = ReferenceFields.Configs(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakePlacement(ref JsonCursor json, ServiceFields service)
    {
        if (json.Is("Constraints"u8))
        {
            service.Constraints = json.Texts();
        }
        else
        {
            return false;
        }

        return true;
    }

    // {"Replicated": {"Replicas": 2}}, {"ReplicatedJob": {"MaxConcurrent": 1, "TotalCompletions": 3}}, {"Global": {}}
    private static bool TakeMode(ref JsonCursor json, ServiceFields service)
    {
        service.Mode = EnumText.Parse<SwarmServiceMode>(json.PropertyName());
        json.Object(service, TakeReplicas);
        return true;
    }

    private static bool TakeReplicas(ref JsonCursor json, ServiceFields service)
    {
        if (json.Is("Replicas"u8) || json.Is("TotalCompletions"u8))
        {
            service.Replicas = json.NumberOrNull();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeEndpoint(ref JsonCursor json, ServiceFields service)
    {
        if (json.Is("Ports"u8))
        {
            service.Ports = PortMapper.ReadAll(ref json);
        }
        else if (json.Is("VirtualIPs"u8))
        {
            service.VirtualIps = VirtualIpMapper.ReadAll(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeUpdateStatus(ref JsonCursor json, ServiceFields service)
    {
        if (json.Is("State"u8))
        {
            service.UpdateState = json.Enum<SwarmUpdateState>();
        }
        else if (json.Is("Message"u8))
        {
            service.UpdateMessage = json.Text();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeCounts(ref JsonCursor json, ServiceFields service)
    {
        if (json.Is("RunningTasks"u8))
        {
            service.RunningTasks = json.Number();
        }
        else if (json.Is("DesiredTasks"u8))
        {
            service.DesiredTasks = json.Number();
        }
        else if (json.Is("CompletedTasks"u8))
        {
            service.CompletedTasks = json.Number();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static IReadOnlyList<string> Targets(ref JsonCursor json)
    {
        List<string> values = [];
        json.Array((ref JsonCursor item) =>
        {
            item.Object(values, TakeTarget);
            return true;
        });
        return values.AsReadOnly();
    }

    private static bool TakeTarget(ref JsonCursor json, List<string> values)
    {
        if (!json.Is("Target"u8))
        {
            return false;
        }

        values.Add(json.Text());
        return true;
    }
}
