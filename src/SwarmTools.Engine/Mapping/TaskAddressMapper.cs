using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads the addresses of a task. The engine repeats the whole network with each; only its id is taken.</summary>
internal static class TaskAddressMapper
{
    /// <summary>A network while it is being read, with the addresses in it.</summary>
    private sealed class Attachment
    {
        public string NetworkId { get; set; } = "";

        public IReadOnlyList<string> Addresses { get; set; } = [];
    }

    public static IReadOnlyList<TaskAddress> Read(ref JsonCursor json)
    {
        List<TaskAddress> addresses = [];
        json.Array((ref JsonCursor attachment) =>
        {
            Attachment into = new();
            attachment.Object(into, Take);
            foreach (string address in into.Addresses)
            {
                addresses.Add(new(into.NetworkId, address));
            }

            return true;
        });
        return addresses.Count == 0 ? [] : addresses.AsReadOnly();
    }

    private static bool Take(ref JsonCursor json, Attachment attachment)
    {
        if (json.Is("Network"u8))
        {
            json.Object(attachment, TakeNetwork);
        }
        else if (json.Is("Addresses"u8))
        {
            attachment.Addresses = json.Texts();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeNetwork(ref JsonCursor json, Attachment attachment)
    {
        if (!json.Is("ID"u8))
        {
            return false;
        }

        attachment.NetworkId = json.Text();
        return true;
    }
}
