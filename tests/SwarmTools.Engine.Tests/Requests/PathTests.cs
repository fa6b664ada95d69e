using System;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Requests;

public class PathTests
{
    private const string Object = """{"ID":"made","Id":"made"}""";

    [Fact]
    public Task Services_are_listed_with_their_counts() => Sends("GET /services?status=true", "[]", (e, stop) => e.ListServicesAsync(stop));

    [Fact]
    public Task A_service_is_asked_for_by_id_or_name() => Sends("GET /services/web", Object, (e, stop) => e.GetServiceAsync("web", stop));

    [Fact]
    public Task A_service_is_inspected_by_id_or_name() => Sends("GET /services/web", Object, (e, stop) => e.InspectServiceAsync("web", stop));

    [Fact]
    public Task A_service_is_removed_by_id() => Sends("DELETE /services/x1", "", (e, stop) => e.RemoveServiceAsync("x1", "web", stop));

    [Fact]
    public Task An_update_names_the_version_and_keeps_the_login() =>
        Sends("POST /services/x1/update?version=9007199254740993&registryAuthFrom=spec", "{}", (e, stop) => e.UpdateServiceAsync("x1", 9007199254740993, [], new(1, 51), login: null, stop));

    [Fact]
    public Task A_rollback_is_the_engines_own() =>
        Sends("POST /services/x1/update?version=7&rollback=previous", "{}", (e, stop) => e.RollBackServiceAsync("x1", 7, [], stop));

    [Fact]
    public Task Nodes_are_listed() => Sends("GET /nodes", "[]", (e, stop) => e.ListNodesAsync(stop));

    [Fact]
    public Task All_tasks_are_listed_without_filters() => Sends("GET /tasks", "[]", (e, stop) => e.ListTasksAsync(TaskQuery.All, stop));

    [Fact]
    public Task Tasks_are_filtered_by_service_and_spec() => Sends(
        """GET /tasks?filters={"service":["a","b"],"_up-to-date":["true"]}""",
        "[]",
        (e, stop) => e.ListTasksAsync(new() { ServiceIds = ["a", "b"], UpToDate = true }, stop));

    [Fact]
    public Task Secrets_are_listed() => Sends("GET /secrets", "[]", (e, stop) => e.ListSecretsAsync(stop));

    [Fact]
    public Task A_secret_is_removed_by_id() => Sends("DELETE /secrets/x1", "", (e, stop) => e.RemoveSecretAsync("x1", "key", stop));

    [Fact]
    public Task Configs_are_listed() => Sends("GET /configs", "[]", (e, stop) => e.ListConfigsAsync(stop));

    [Fact]
    public Task A_config_is_removed_by_id() => Sends("DELETE /configs/x1", "", (e, stop) => e.RemoveConfigAsync("x1", "conf", stop));

    [Fact]
    public Task Networks_are_listed() => Sends("GET /networks", "[]", (e, stop) => e.ListNetworksAsync(stop));

    [Fact]
    public Task A_volume_is_removed_by_name() => Sends("DELETE /volumes/data", "", (e, stop) => e.RemoveVolumeAsync("data", stop));

    [Fact]
    public Task A_network_is_removed_by_id() => Sends("DELETE /networks/x1", "", (e, stop) => e.RemoveNetworkAsync("x1", "net", stop));

    [Fact]
    public Task Join_tokens_are_read_from_the_swarm() => Sends("GET /swarm", Object, (e, stop) => e.JoinTokensAsync(stop));

    [Fact]
    public Task Leaving_does_not_force() => Sends("POST /swarm/leave", "", (e, stop) => e.LeaveAsync(false, stop));

    [Fact]
    public Task Leaving_forces_when_told_to() => Sends("POST /swarm/leave?force=1", "", (e, stop) => e.LeaveAsync(true, stop));

    [Fact]
    public Task A_registry_is_asked_through_the_engine() => Sends(
        "GET /distribution/registry.lab:5000/team/web:1.2/json", Object, (e, stop) => e.LookUpImageAsync("registry.lab:5000/team/web:1.2", login: null, stop));

    [Fact]
    public Task A_local_image_is_asked_for() => Sends("GET /images/team/web:1.2/json", Object, (e, stop) => e.HasImageAsync("team/web:1.2", stop));

    [Fact]
    public Task A_log_is_asked_for_with_times_and_ids() =>
        Sends("GET /services/x1/logs?stdout=1&stderr=1&timestamps=1&details=1", "", (e, stop) => e.OpenLogAsync(new() { Id = "x1" }, stop));

    [Theory]
    [InlineData(SwarmLogStream.StandardOutput, "stdout=1")]
    [InlineData(SwarmLogStream.StandardError, "stderr=1")]
    public Task One_stream_of_a_log_can_be_asked_for(SwarmLogStream stream, string expected) =>
        Sends($"GET /tasks/x1/logs?{expected}&timestamps=1", "", (e, stop) => e.OpenLogAsync(new() { Id = "x1", IsTask = true, Stream = stream }, stop));

    [Fact]
    public Task A_log_of_a_task_is_followed_from_a_time_and_a_line_on() => Sends(
        "GET /tasks/x1/logs?stdout=1&stderr=1&timestamps=1&follow=1&tail=0&since=1767323045.123456700",
        "",
        (e, stop) => e.OpenLogAsync(
            new() { Id = "x1", IsTask = true, Follow = true, Tail = 0, Since = new DateTimeOffset(2026, 1, 2, 3, 4, 5, default).AddTicks(1234567) }, stop));

    [Fact]
    public Task A_name_with_odd_characters_stays_one_part_of_the_path() =>
        Sends("GET /services/a%2Fb c", Object, (e, stop) => e.InspectServiceAsync("a/b c", stop));

    private static async Task Sends(string expected, string answer, Func<DockerEngine, CancellationToken, Task> call)
    {
        string[] parts = expected.Split([' '], 2);
        string path = parts[1].Split('?')[0];
        await using FakeEngine fake = await FakeEngine.StartAsync();
        fake.Answer(parts[0], path, answer);
        using DockerEngine engine = Connect.To(fake);
        Task done = call(engine, Stop.Token);
        await done;
        (done as Task<IFeedReader<LogLine>>)?.Result.Dispose();
        Assert.Equal(expected, Assert.Single(fake.Requests).ToString());
    }
}
