using System.Net;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Errors;

public class EngineMessageTests
{
    private const string NotManager = "This node is not a swarm manager. ";
    private const string Rpc = "rpc error: code = Unknown desc = ";

    // The messages are those of moby 20.10 and 28.5 and of the swarmkit that they bring.
    public static TheoryData<string, int, string, string> Cases => new()
    {
        { "service", 503, NotManager + "Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again.", "NotInSwarm" },
        { "service", 406, NotManager + "Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again.", "NotInSwarm" },
        { "swarm", 503, "This node is not part of a swarm", "NotInSwarm" },
        { "service", 503, NotManager + "Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.", "NotSwarmManager" },
        { "service", 503, NotManager + "Manager is being prepared or has trouble connecting to the cluster.", "NoLeader" },
        { "service", 503, "Swarm is encrypted and needs to be unlocked before it can be used. Please use \"docker swarm unlock\" to unlock it.", "SwarmLocked" },
        { "swarm", 503, "This node is already part of a swarm. Use \"docker swarm leave\" to leave this swarm and join another one.", "SwarmExists" },
        { "service", 500, Rpc + "The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.", "NoLeader" },
        { "service", 503, "The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.", "NoLeader" },
        { "service", 500, "rpc error: code = Unavailable desc = raft: no elected primary in cluster", "NoLeader" },
        { "service", 500, Rpc + "update out of sequence", "UpdateOutOfSequence" },
        { "service", 400, "rpc error: code = InvalidArgument desc = update out of sequence", "UpdateOutOfSequence" },
        { "secret", 500, Rpc + "update out of sequence", "UpdateOutOfSequence" },
        { "service", 409, "rpc error: code = AlreadyExists desc = name conflicts with an existing object: service web already exists", "ServiceExists" },
        { "secret", 409, "rpc error: code = AlreadyExists desc = secret web already exists", "SecretExists" },
        { "config", 409, "rpc error: code = AlreadyExists desc = config web already exists", "ConfigExists" },
        { "network", 409, "network with name web already exists", "NetworkExists" },
        { "network", 409, "rpc error: code = AlreadyExists desc = network with name web already exists", "NetworkExists" },
        { "secret", 400, "rpc error: code = InvalidArgument desc = secret 'web' is in use by the following service: app", "SecretInUse" },
        { "secret", 400, "rpc error: code = InvalidArgument desc = secret 'web' is in use by the following services: app, other", "SecretInUse" },
        { "config", 400, "rpc error: code = InvalidArgument desc = config 'web' is in use by the following service: app", "ConfigInUse" },
        { "network", 400, "rpc error: code = FailedPrecondition desc = network n1 is in use by service s1", "NetworkInUse" },
        { "network", 400, "rpc error: code = FailedPrecondition desc = network n1 is in use by task t1", "NetworkInUse" },
        { "network", 403, "error while removing network: network web id n1 has active endpoints", "NetworkInUse" },
        { "network", 403, "error while removing network: network web has active endpoints (name:\"app\" id:\"1\")", "NetworkInUse" },
        { "network", 403, "bridge is a pre-defined network and cannot be removed", "RequestRefused" },
        { "service", 400, "rpc error: code = InvalidArgument desc = port '8080' is already in use by service 'other' (s1) as an ingress port", "PortInUse" },
        { "service", 400, "rpc error: code = InvalidArgument desc = port '8080' is already in use by service 'other' (s1) as a host-published port", "PortInUse" },
        { "service", 400, "rpc error: code = InvalidArgument desc = port '8080' is already in use by service 'web' (s1) as an ingress port", "ServiceExists" },
        { "service", 404, "service web not found", "ServiceNotFound" },
        { "service", 404, "rpc error: code = NotFound desc = service web not found", "ServiceNotFound" },
        { "service", 404, "network shop_default not found", "NetworkNotFound" },
        { "secret", 404, "secret web not found", "SecretNotFound" },
        { "task", 404, "task web not found", "TaskNotFound" },
        { "image", 404, "No such image: web:latest", "ImageNotFound" },
        { "service", 400, "rpc error: code = InvalidArgument desc = ContainerSpec: image reference must be provided", "RequestRefused" },
        { "service", 500, "rpc error: code = DeadlineExceeded desc = context deadline exceeded", "NoLeader" },
        { "service", 500, "error reading from server: read tcp 10.77.11.12:58806->10.77.11.11:2377: read: connection reset by peer", "NoLeader" },
        { "service", 500, "rpc error: code = Unavailable desc = transport is closing", "NoLeader" },
        { "service", 500, "rpc error: code = Unknown desc = raft: failed to process the request: node lost leader status", "NoLeader" },
        { "service", 500, "rpc error: code = Unknown desc = raft: failed to process the request: node is stopped", "NoLeader" },
        { "service", 500, "rpc error: code = Unknown desc = raft: no elected cluster leader", "NoLeader" },
        { "swarm", 403, "swarm could not be unlocked: invalid key provided", "UnlockFailed" },
        { "volume", 409, "remove data: volume is in use - [4c01db0b339c]", "VolumeInUse" },
        { "service", 400, "client version 1.24 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version", "RequestRefused" },
        { "service", 403, "authorization denied by plugin authz: no", "EngineAccessDenied" },
        { "service", 401, "no", "EngineAccessDenied" },
        { "swarm", 503, "You are attempting to leave the swarm on a node that is participating as a manager. Removing the last manager erases all current state of the swarm. Use `--force` to ignore this message.", "ManagerLeaveRefused" },
        { "swarm", 503, "You are attempting to leave the swarm on a node that is participating as a manager. The only way to restore a swarm that has lost consensus is to reinitialize it with `--force-new-cluster`. Use `--force` to suppress this message.", "ManagerLeaveRefused" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_message_of_the_engine_decides_the_error(string subject, int status, string message, string expected) => Assert.Equal(
        expected, Translated(subject, status, new System.Text.Json.Nodes.JsonObject { ["message"] = message }.ToJsonString()).ErrorId);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plain_text_serves_as_well(string subject, int status, string message, string expected) =>
        Assert.Equal(expected, Translated(subject, status, message + "\n").ErrorId);

    [Theory]
    [InlineData("network-monitor")]
    [InlineData("my_network")]
    public void A_service_with_network_in_its_name_is_a_missing_service(string name) => Refused.Check(
        ErrorId.ServiceNotFound,
        [$"'{name}'"],
        EngineErrors.FromAnswer(HttpStatusCode.NotFound, $$"""{"message":"service {{name}} not found"}""", EngineSubject.Service(name), Connect.Settings()));

    [Theory]
    [InlineData("network", 409, "rpc error: code = AlreadyExists desc = ingress network (abc) is already present", "ingress network (abc)")]
    [InlineData("network", 404, "plugin \"weave\" not found", "plugin \"weave\"")]
    [InlineData("service", 404, "page not found", "page not found")]
    public void Words_of_the_engine_that_say_more_are_kept(string subject, int status, string message, string words) =>
        Assert.Contains(words, Translated(subject, status, message).Message, System.StringComparison.Ordinal);

    [Theory]
    [InlineData("", "502")]
    [InlineData("  \n", "502")]
    [InlineData("""{"message":""}""", "502")]
    [InlineData("""{"message":null}""", "502")]
    [InlineData("""{"error":"x"}""", """{"error":"x"}""")]
    [InlineData("[1]", "[1]")]
    public void An_answer_without_a_message_says_what_there_is(string body, string words) =>
        Refused.Check(ErrorId.EngineError, ["'lab'", words], Translated("service", 502, body));

    [Fact]
    public void The_wrapping_of_grpc_is_taken_off() => Assert.Equal(
        "The engine refused on service 'web': ContainerSpec: image reference must be provided",
        Translated("service", 400, "rpc error: code = InvalidArgument desc = ContainerSpec: image reference must be provided").Message);

    [Fact]
    public void What_is_in_use_names_who_uses_it() => Assert.Equal(
        "The secret 'web' is in use by the following services: app, other. Remove what uses it first.",
        Translated("secret", 400, "rpc error: code = InvalidArgument desc = secret 'web' is in use by the following services: app, other").Message);

    [Fact]
    public async Task Calls_of_docker_dotnet_are_translated_too()
    {
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Refuse("DELETE", "/networks/n1", HttpStatusCode.BadRequest, "rpc error: code = FailedPrecondition desc = network n1 is in use by service s1");
        fake.Refuse("GET", "/info", HttpStatusCode.Forbidden, "authorization denied by plugin");
        using DockerEngine engine = Connect.To(fake);
        await Refused.WithAsync(ErrorId.NetworkInUse, ["'net'", "is in use by service s1"], () => engine.RemoveNetworkAsync("n1", "net", Stop.Token));
        await Refused.WithAsync(ErrorId.EngineAccessDenied, ["'lab'", "by plugin"], () => engine.InfoAsync(Stop.Token));
        await Refused.WithAsync(ErrorId.NetworkNotFound, ["'other'"], () => engine.RemoveNetworkAsync("n2", "other", Stop.Token));
        Assert.False(await engine.HasImageAsync("web:latest", Stop.Token));
    }

    private static SwarmException Translated(string subject, int status, string body) =>
        EngineErrors.FromAnswer((HttpStatusCode)status, body, SubjectOf(subject), Connect.Settings());

    private static EngineSubject SubjectOf(string kind) => kind switch
    {
        "service" => EngineSubject.Service("web"),
        "secret" => EngineSubject.Secret("web"),
        "config" => EngineSubject.Config("web"),
        "network" => EngineSubject.Network("web"),
        "task" => EngineSubject.Task("web"),
        "image" => EngineSubject.Image("web"),
        "volume" => EngineSubject.Volume("web"),
        _ => EngineSubject.Swarm,
    };
}
