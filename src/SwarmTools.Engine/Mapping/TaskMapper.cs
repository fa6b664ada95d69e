using SwarmTools.Syntax;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads tasks.</summary>
internal static class TaskMapper
{
    public static SwarmTask Read(ref JsonCursor json)
    {
        TaskFields task = new();
        byte[] raw = json.Object(task, TakeProperty).ToArray();
        return task.ToTask(raw);
    }

    private static bool TakeProperty(ref JsonCursor json, TaskFields task)
    {
        if (task.Take(ref json) || task.TakeOfSpec(ref json))
        {
            return true;
        }

        if (json.Is("DesiredState"u8))
        {
            task.DesiredState = json.Enum<SwarmTaskState>();
        }
        else if (json.Is("Spec"u8))
        {
            json.Object(task, TakeSpec);
        }
        else if (json.Is("Status"u8))
        {
            json.Object(task, TakeStatus);
        }
        else if (json.Is("SpecVersion"u8))
        {
            task.SpecVersion = json.NumberOf("Index"u8);
        }
        else if (json.Is("NetworksAttachments"u8))
        {
            task.Addresses = TaskAddressMapper.Read(ref json);
        }
        else
        {
            return TakePlace(ref json, task);
        }

        return true;
    }

    private static bool TakePlace(ref JsonCursor json, TaskFields task)
    {
        if (json.Is("ServiceID"u8))
        {
            task.ServiceId = json.Text();
        }
        else if (json.Is("NodeID"u8))
        {
            task.NodeId = json.Text();
        }
        else if (json.Is("Slot"u8))
        {
            task.Slot = (int)json.Number();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeSpec(ref JsonCursor json, TaskFields task)
    {
        if (json.Is("ContainerSpec"u8))
        {
            json.Object(task, TakeContainer);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeContainer(ref JsonCursor json, TaskFields task)
    {
        if (json.Is("Image"u8))
        {
            task.Image = ImageName.Split(json.Text()).Image;
        }
        else if (json.Is("Labels"u8))
        {
            task.StackName = StackLabel.Of(json.Labels());
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeStatus(ref JsonCursor json, TaskFields task)
    {
        if (json.Is("State"u8))
        {
            task.State = json.Enum<SwarmTaskState>();
        }
        else if (json.Is("Timestamp"u8))
        {
            task.StateChangedAt = json.Time();
        }
        else if (json.Is("Message"u8))
        {
            task.Message = json.Text();
        }
        else if (json.Is("Err"u8))
        {
            task.Error = json.Text();
        }
        else if (json.Is("ContainerStatus"u8))
        {
            json.Object(task, TakeContainerStatus);
        }
        else if (json.Is("PortStatus"u8))
        {
            json.Object(task, TakePorts);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeContainerStatus(ref JsonCursor json, TaskFields task)
    {
        if (json.Is("ContainerID"u8))
        {
            task.ContainerId = json.Text();
        }
        else if (json.Is("ExitCode"u8))
        {
            task.ExitCode = json.NumberOrNull();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakePorts(ref JsonCursor json, TaskFields task)
    {
        if (json.Is("Ports"u8))
        {
            task.Ports = PortMapper.ReadDistinct(ref json);
        }
        else
        {
            return false;
        }

        return true;
    }
}
