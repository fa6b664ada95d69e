using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads which containers joined a network by themselves, of what an engine on the network tells: it lists them as the tasks of a service without a name.</summary>
internal static class AttachedContainerMapper
{
    /// <summary>A network while it is being read.</summary>
    private sealed class Fields
    {
        public List<AttachedContainer> Containers { get; } = [];

        public bool IsThere { get; set; }

        public string Name { get; set; } = "";

        public string NodeAddress { get; set; } = "";
    }

    public static IReadOnlyList<AttachedContainer>? Read(ref JsonCursor json)
    {
        Fields fields = new();
        json.Object(fields, TakeProperty);
        return fields.IsThere ? fields.Containers.AsReadOnly() : null;
    }

    private static bool TakeProperty(ref JsonCursor json, Fields fields)
    {
        if (json.Is("Containers"u8))
        {
            json.Object(fields, static (ref JsonCursor _, Fields into) =>
            {
                into.IsThere = true;
                return false;
            });
        }
        else if (json.Is("Services"u8))
        {
            json.Object(fields, TakeService);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeService(ref JsonCursor json, Fields fields)
    {
        fields.IsThere = true;
        if (!json.Is(""u8))
        {
            return false;
        }

        json.Object(fields, TakeTasks);
        return true;
    }

    private static bool TakeTasks(ref JsonCursor json, Fields fields)
    {
        if (!json.Is("Tasks"u8))
        {
            return false;
        }

        json.Array((ref JsonCursor task) =>
        {
            (fields.Name, fields.NodeAddress) = ("", "");
            task.Object(fields, TakeTask);
            fields.Containers.Add(new(fields.Name, fields.NodeAddress));
            return true;
        });
        return true;
    }

    private static bool TakeTask(ref JsonCursor json, Fields fields)
    {
        if (json.Is("Name"u8))
        {
            fields.Name = json.Text();
        }
        else if (json.Is("Info"u8))
        {
            json.Object(fields, TakeNode);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeNode(ref JsonCursor json, Fields fields)
    {
        if (!json.Is("Host IP"u8))
        {
            return false;
        }

        fields.NodeAddress = json.Text();
        return true;
    }
}
