using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Backups;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.History;
using SwarmTools.Stacks;

namespace SwarmTools.Core.Tests.Backups;

/// <summary>Tests over a swarm of one service that uses one thing of each kind.</summary>
public abstract class BackupTests
{
    protected const string Planted = "planted-value";

    private protected static readonly Version Newest = new(1, 51);

    private protected const string Web =
        """
        {"ID":"web-id","Version":{"Index":7},"Spec":{"Name":"web","Invented":{"Deep":[1,{"b":2,"a":1}]},"Mode":{"Replicated":{"Replicas":2}},
         "TaskTemplate":{"Networks":[{"Target":"net-swarm-id","Aliases":["w"]}],"Placement":{"Constraints":["node.id == n1","node.role==manager"]},
          "ContainerSpec":{"Image":"app:1@sha256:0","Env":["A=1"],"OomScoreAdj":5,"Secrets":[{"File":{"Name":"key"},"SecretID":"key-id","SecretName":"key"}],
           "Configs":[{"File":{"Name":"/c"},"ConfigID":"conf-id","ConfigName":"conf"},{"Runtime":{},"ConfigID":"conf-id","ConfigName":"conf"}],
           "Privileges":{"CredentialSpec":{"Config":"conf-id"}}}}}}
        """;

    private protected static SwarmService Service(string json = Web) => A.Service((JsonObject)JsonNode.Parse(json)!);

    /// <summary>The swarm that is backed up.</summary>
    private protected static SeenSwarm Seen(params SwarmConfig[] more) => new()
    {
        Swarm = Swarm("""{"Name":"default","Labels":{"team":"a"},"Raft":{"SnapshotInterval":5},"CAConfig":{"NodeCertExpiry":9,"SigningCAKey":"planted-value","SigningCACert":"planted-value","ExternalCAs":[{"URL":"https://ca"}]},"Unknown":"planted-value"}"""),
        Nodes = [A.Node("n1", SwarmNodeRole.Manager, SwarmNodeAvailability.Active, SwarmReachability.Reachable, SwarmNodeState.Ready, 1, Pairs("disk", "ssd"))],
        Observed = new()
        {
            Services = [Service()],
            Networks = [Network("net", "10.0.7.0/24")],
            Secrets = [new() { Name = "key", Id = "key-id", Labels = Pairs("l", "1") }],
            Configs = [new() { Name = "conf", Id = "conf-id", Data = Encoding.UTF8.GetBytes("hello\né"), TemplateDriver = "golang" }, .. more],
        },
        Api = Newest,
    };

    /// <summary>A swarm that has nothing.</summary>
    private protected static SeenSwarm Empty(ObservedStack? observed = null, Version? api = null, params SwarmNode[] nodes) => new()
    {
        Swarm = Swarm("""{"Name":"default","Labels":{"mine":"1"},"Raft":{"SnapshotInterval":9,"Other":1}}"""),
        Nodes = nodes.Length > 0 ? nodes : [A.Node("there", SwarmNodeState.Ready)],
        Observed = observed ?? new(),
        Api = api ?? Newest,
    };

    private protected static Backup Made(params SwarmConfig[] more) => new BackupMaker(Seen(more)).Make(A.Noon);

    /// <summary>As a restore gets it.</summary>
    private protected static Backup Read(Backup backup) => BackupParser.Read(BackupWriter.Write(backup), "b.json");

    private protected static SwarmNetwork Network(string name, params string[] subnets) => new()
    {
        Name = name,
        Id = name + "-swarm-id",
        Scope = "swarm",
        Driver = "overlay",
        Subnets = subnets,
        RawJson = Encoding.UTF8.GetBytes(new JsonObject { ["IPAM"] = new JsonObject { ["Config"] = new JsonArray([.. subnets.Select(subnet => new JsonObject { ["Subnet"] = subnet })]) } }.ToJsonString()),
    };

    /// <summary>A kept revision of the service, with the ids of the swarm.</summary>
    private protected static SwarmConfig Revision(string serviceId = "web-id") => new()
    {
        Name = "swarmtools-revision-1",
        Id = "r1",
        Labels = new Dictionary<string, string> { [SwarmConfig.RevisionLabel] = "web", ["swarmtools.revision.number"] = "1" },
        Data = RevisionJson.Write(new() { ServiceId = serviceId, ServiceName = "web", Spec = (JsonObject)JsonNode.Parse(Web)!["Spec"]!.DeepClone() }),
    };

    private protected static Dictionary<string, string> Pairs(string key, string value) => new() { [key] = value };

    private static Swarm Swarm(string spec) => new()
    {
        Id = "swarm",
        Name = "default",
        RawJson = Encoding.UTF8.GetBytes(spec),
        Labels = ((JsonObject)JsonNode.Parse(spec)!["Labels"]!).ToDictionary(label => label.Key, label => (string)label.Value!),
    };
}
