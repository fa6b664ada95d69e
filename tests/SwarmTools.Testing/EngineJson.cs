using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;

namespace SwarmTools.Testing;

/// <summary>Answers of engines, as short as they may be.</summary>
public static class EngineJson
{
    /// <summary>Info of a manager.</summary>
    public static string Info(string state = "active", bool manager = true) => new JsonObject
    {
        ["ServerVersion"] = "28.5.2",
        ["Name"] = "node1",
        ["Swarm"] = new JsonObject
        {
            ["NodeID"] = "node1id",
            ["NodeAddr"] = "127.0.0.1",
            ["LocalNodeState"] = state,
            ["ControlAvailable"] = manager,
            ["Managers"] = 1,
            ["Nodes"] = 1,
            ["Cluster"] = new JsonObject { ["ID"] = "clusterid" },
            ["RemoteManagers"] = new JsonArray(new JsonObject { ["NodeID"] = "node1id", ["Addr"] = "127.0.0.1:2377" }),
        },
    }.ToJsonString();

    /// <summary>A service.</summary>
    public static JsonObject Service(string name, long version = 10, int replicas = 1) => new()
    {
        ["ID"] = name + "id",
        ["Version"] = new JsonObject { ["Index"] = version },
        ["CreatedAt"] = "2026-01-02T03:04:05.123456789Z",
        ["UpdatedAt"] = "2026-01-02T03:04:05.123456789Z",
        ["Spec"] = new JsonObject
        {
            ["Name"] = name,
            ["Labels"] = new JsonObject(),
            ["TaskTemplate"] = new JsonObject { ["ContainerSpec"] = new JsonObject { ["Image"] = "swarmtools/test:1" } },
            ["Mode"] = new JsonObject { ["Replicated"] = new JsonObject { ["Replicas"] = replicas } },
        },
        ["ServiceStatus"] = new JsonObject { ["RunningTasks"] = replicas, ["DesiredTasks"] = replicas },
    };

    /// <summary>A secret or config.</summary>
    public static JsonObject Named(string name) => new()
    {
        ["ID"] = name + "id",
        ["Version"] = new JsonObject { ["Index"] = 3 },
        ["CreatedAt"] = "2026-01-02T03:04:05Z",
        ["UpdatedAt"] = "2026-01-02T03:04:05Z",
        ["Spec"] = new JsonObject { ["Name"] = name, ["Labels"] = new JsonObject() },
    };

    /// <summary>A config that keeps a revision of a service.</summary>
    public static JsonObject Revision(string service, int number, int? from = null)
    {
        JsonObject revision = new()
        {
            ["format"] = 1,
            ["serviceId"] = service + "id",
            ["serviceName"] = service,
            ["from"] = from,
            ["by"] = "somebody@somewhere",
            ["reason"] = "a test",
            ["Spec"] = Service(service)["Spec"]!.DeepClone(),
        };
        JsonObject config = Named($"swarmtools-revision-{service}{number}");
        config["Spec"]!["Data"] = Packed(revision);
        config["Spec"]!["Labels"] = new JsonObject
        {
            ["swarmtools.revision.service"] = service,
            ["swarmtools.revision.number"] = number.ToString(CultureInfo.InvariantCulture),
            ["swarmtools.revision.outcome"] = "Converged",
        };
        return config;
    }

    /// <summary>A config that keeps a revision of a stack.</summary>
    public static JsonObject StackRevision(string stack, int number, IEnumerable<JsonObject> services, int? from = null)
    {
        JsonObject revision = new()
        {
            ["format"] = 1,
            ["stack"] = stack,
            ["from"] = from,
            ["by"] = "somebody@somewhere",
            ["reason"] = "a test",
            ["services"] = new JsonArray([.. services.Select(service => new JsonObject
            {
                ["key"] = (string)service["Spec"]!["Name"]!,
                ["name"] = (string)service["Spec"]!["Name"]!,
                ["Spec"] = service["Spec"]!.DeepClone(),
            })]),
        };
        JsonObject config = Named($"swarmtools-stack-revision-{stack}{number}");
        config["Spec"]!["Data"] = Packed(revision);
        config["Spec"]!["Labels"] = new JsonObject
        {
            ["swarmtools.stack.revision.of"] = stack,
            ["swarmtools.stack.revision.number"] = number.ToString(CultureInfo.InvariantCulture),
            ["swarmtools.stack.revision.outcome"] = "Done",
        };
        return config;
    }

    private static string Packed(JsonObject document)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest))
        {
            zip.Write(Encoding.UTF8.GetBytes(document.ToJsonString()));
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    /// <summary>A node.</summary>
    public static JsonObject Node(string name, string role = "manager", string state = "ready") => new()
    {
        ["ID"] = name + "id",
        ["Version"] = new JsonObject { ["Index"] = 5 },
        ["Spec"] = new JsonObject { ["Labels"] = new JsonObject(), ["Role"] = role, ["Availability"] = "active" },
        ["Description"] = new JsonObject { ["Hostname"] = name, ["Engine"] = new JsonObject { ["EngineVersion"] = "28.5.2" } },
        ["Status"] = new JsonObject { ["State"] = state, ["Addr"] = "127.0.0.1" },
    };

    /// <summary>A network of the swarm.</summary>
    public static JsonObject Network(string name) => new()
    {
        ["Id"] = name + "id",
        ["Name"] = name,
        ["Scope"] = "swarm",
        ["Driver"] = "overlay",
    };

    /// <summary>A task.</summary>
    public static JsonObject Task(string service, int slot, string state = "running", string node = "node1") => new()
    {
        ["ID"] = $"{service}{slot}task",
        ["Version"] = new JsonObject { ["Index"] = 7 },
        ["CreatedAt"] = "2026-01-02T03:04:05Z",
        ["ServiceID"] = service + "id",
        ["NodeID"] = node + "id",
        ["Slot"] = slot,
        ["Status"] = new JsonObject { ["State"] = state, ["Timestamp"] = "2026-01-02T03:04:06Z", ["ContainerStatus"] = new JsonObject { ["ContainerID"] = $"{service}{slot}container" } },
        ["DesiredState"] = "running",
        ["Spec"] = new JsonObject { ["ContainerSpec"] = new JsonObject { ["Image"] = "swarmtools/test:1" } },
    };

    /// <summary>A list.</summary>
    public static string List(IEnumerable<JsonObject> items) => new JsonArray([.. items.Select(item => (JsonNode)item)]).ToJsonString();

    /// <summary>A list.</summary>
    public static string List(params JsonObject[] items) => List(items.AsEnumerable());
}
