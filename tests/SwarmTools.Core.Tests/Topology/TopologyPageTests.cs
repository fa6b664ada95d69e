using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SwarmTools.Core.Tests.Fakes;
using SwarmTools.Topology;

namespace SwarmTools.Core.Tests.Topology;

/// <summary>The page of a swarm. What it writes is well-formed XML too, so its structure can be read without a browser.</summary>
public class TopologyPageTests
{
    private const string Hostile = "<script>alert('x')</script> & \"q\" \u0001\u001b[31m\u202egnp.exe\u2069 \ud800 \uffff \u0085";
    private const string Shown = "<script>alert('x')</script> & \"q\" \u2401\u241b[31m\ufffdgnp.exe\ufffd \ufffd \ufffd \ufffd";

    [Fact]
    public void Whatever_a_swarm_says_is_text()
    {
        SwarmNode node = new() { Id = "n1", Name = Hostile, State = SwarmNodeState.Down, StateMessage = Hostile, Labels = new Dictionary<string, string> { [Hostile] = Hostile }, Address = Hostile, EngineVersion = Hostile };
        SwarmService service = new() { Id = "web-id", Name = Hostile, Image = Hostile, Labels = new Dictionary<string, string> { [Hostile] = Hostile, ["com.docker.stack.namespace"] = Hostile }, RawJson = "{}"u8.ToArray() };
        SwarmTask task = new() { Id = Hostile, ServiceId = "web-id", Slot = 1, NodeId = "n1", State = SwarmTaskState.Failed, Error = Hostile };
        SwarmTopology picture = new TopologyBuilder(ASwarm.Seen([node], [service], task), TopologyFilter.All).Build(Hostile);

        string page = new TopologyPage(new() { Topology = picture, Problem = Hostile }, TimeSpan.FromSeconds(5)).Write();

        Assert.Single(Regex.Matches(page, "<script", RegexOptions.None));
        Assert.DoesNotContain(page, letter => letter is < ' ' and not '\n' or '\u202e' or '\u2069' or '\uffff' || char.IsSurrogate(letter));
        XElement body = Parse(page).Element("body")!;
        Assert.Equal(Shown, body.Descendants("h1").Single().Value);
        Assert.Equal(Shown, body.Descendants("h3").Single().Value);
        Assert.Contains(body.Descendants("p"), paragraph => paragraph.Value == "1: " + Shown);
        Assert.Contains(body.Descendants("li"), label => label.Value == $"{Shown}={Shown}");
        Assert.Equal(Shown, body.Descendants("code").Single().Value);
        Assert.Equal(Shown, body.Descendants().Single(element => element.Attribute("data-task") is not null).Attribute("data-task")!.Value);
        Assert.DoesNotContain(body.DescendantsAndSelf().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "style" || attribute.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Its_policy_forbids_all_but_its_own_style_and_script()
    {
        string page = Page();
        XElement root = Parse(page);
        string policy = root.Descendants("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!.Value;

        Assert.Equal($"default-src 'none'; style-src '{Hash(Between(page, "<style>", "</style>"))}'; script-src '{Hash(Between(page, "<script>", "</script>"))}'; img-src data:; base-uri 'none'; form-action 'none'", policy);
        Assert.Equal("data:", Assert.Single(root.Descendants("link")).Attribute("href")!.Value[..5]);
        Assert.All(root.Descendants().Attributes().Where(attribute => attribute.Name == "href" || attribute.Name == "src"), attribute => Assert.Matches("^(#|data:)", attribute.Value));
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);

        static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_page_is_known_by_its_beginning()
    {
        Assert.True(TopologyPage.IsOne(Page()[..TopologyPage.Beginning]));
        Assert.False(TopologyPage.IsOne("<!DOCTYPE html>\n<html lang=\"en\">"));
        Assert.False(TopologyPage.IsOne(""));
    }

    [Fact]
    public void Every_task_is_there_once_with_its_name_and_its_condition_in_words()
    {
        XElement[] tasks = [.. Parse(Page()).Descendants("li").Where(item => item.Attribute("data-task") is not null)];

        Assert.Equal(
            ["agent.n1 running", "web.1 running", "web.2 failed", "web.3 unreachable", "web.4 waiting"],
            tasks.Select(task => task.Value.Trim()));
        Assert.Equal(tasks.Length, tasks.Select(task => task.Attribute("data-task")!.Value).Distinct().Count());
        Assert.All(tasks, task => Assert.Equal("#" + task.Attribute("class")!.Value.Split(' ')[1], task.Descendants("use").Single().Attribute("href")!.Value));
    }

    [Fact]
    public void Every_condition_has_a_shape_of_its_own()
    {
        Dictionary<string, string> shapes = XElement.Parse(PageAssets.Icons).Elements("symbol").ToDictionary(symbol => symbol.Attribute("id")!.Value, symbol => string.Concat(symbol.Elements()));

        Assert.Equal(Enum.GetNames<SwarmTaskCondition>().Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal), shapes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(shapes.Count, shapes.Values.Distinct().Count());
        Assert.All(shapes.Keys, word => Assert.Contains($".{word}", PageAssets.Style, StringComparison.Ordinal));
    }

    [Fact]
    public void It_has_landmarks_headings_in_order_and_tables_that_stay_tables()
    {
        XElement root = Parse(Page());

        Assert.Equal("en", root.Attribute("lang")!.Value);
        Assert.Equal(["a", "header", "main", "footer"], root.Element("body")!.Elements().Where(element => element.Name != "svg" && element.Name != "script").Select(element => element.Name.LocalName));
        Assert.Equal(["h1", "h2", "h2", "h2", "h3", "h3", "h2", "h2"], root.Descendants().Where(element => Regex.IsMatch(element.Name.LocalName, "^h[1-6]$")).Select(element => element.Name.LocalName));
        HashSet<string> ids = [.. root.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(root.Descendants().Attributes("id").Count(), ids.Count);
        Assert.All(root.Descendants().Attributes("aria-labelledby"), label => Assert.Contains(label.Value, ids));
        Assert.All(root.Descendants("section"), section => Assert.NotNull(section.Attribute("aria-labelledby")));
        Assert.All(root.Descendants("tbody").Elements("tr"), row => Assert.Equal(["rowheader", "cell", "cell", "cell", "cell"], row.Elements().Select(cell => cell.Attribute("role")!.Value)));
        Assert.Equal("find", root.Descendants("label").Single().Attribute("for")!.Value);
    }

    [Fact]
    public void Services_have_tasks_by_condition_ports_and_health()
    {
        SwarmService web = new()
        {
            Id = "web-id", Name = "web", Mode = SwarmServiceMode.Replicated, Replicas = 2, RunningTasks = 1, DesiredTasks = 2, Image = "web:1", UpdateState = SwarmUpdateState.Paused,
            Ports = [new() { PublishedPort = 8080, TargetPort = 80, Protocol = SwarmPortProtocol.Tcp, PublishMode = SwarmPublishMode.Ingress }], RawJson = ASwarm.Checked("web", "CMD", "true").RawJson,
        };
        XElement root = Parse(Page(ASwarm.Picture([A.Node("n1")], [web], A.Task(1), A.Task(2, SwarmTaskState.Starting))));

        Assert.Equal(
            ["webreplicated", "1/21 healthy1 starting", "1 of 2 passed their checkupdate: paused", "8080:80/tcp ingress", "web:1"],
            root.Descendants("tbody").Single().Elements("tr").Single().Elements().Select(cell => cell.Value));
    }

    [Fact]
    public void What_needs_attention_is_told_once_for_each_service()
    {
        SwarmService web = new() { Id = "web-id", Name = "web", Mode = SwarmServiceMode.Replicated, Replicas = 3, RunningTasks = 0, DesiredTasks = 3, RawJson = "{}"u8.ToArray() };
        XElement root = Parse(Page(ASwarm.Picture(
            [A.Node("n1"), new() { Id = "n2", Name = "n2", State = SwarmNodeState.Down, StateMessage = "heartbeat failure" }],
            [web],
            A.Task(1, SwarmTaskState.Failed, error: "exit 1"), A.Task(2, SwarmTaskState.Failed, error: "exit 1"), A.Task(3, SwarmTaskState.Pending, node: "", error: "no suitable node"))));

        XElement problems = root.Descendants("ul").Single(list => (string?)list.Attribute("class") == "problems");
        Assert.Equal(
            ["n2 is down.heartbeat failure", "web 0/3 tasks run.2 tasks failed on n1: exit 11 task waiting: no suitable node"],
            problems.Elements("li").Select(problem => problem.Value));
        Assert.DoesNotContain(Parse(Page(ASwarm.Picture([A.Node("n1")], [], A.Task(1)))).Descendants("h2"), heading => heading.Value == "Needs attention");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(5.0, "5")]
    [InlineData(1.5, "2")]
    [InlineData(3600.0, "3600")]
    public void A_page_that_is_renewed_loads_itself_anew_and_can_tell_that_it_is_old(double? seconds, string? expected)
    {
        XElement root = Parse(Page(ASwarm.Picture([], []), seconds is { } known ? TimeSpan.FromSeconds(known) : null));

        Assert.Equal(expected, root.Descendants("meta").SingleOrDefault(meta => (string?)meta.Attribute("http-equiv") == "refresh")?.Attribute("content")!.Value);
        XElement? stale = root.Descendants("div").SingleOrDefault(element => (string?)element.Attribute("id") == "stale");
        Assert.Equal(expected, stale?.Attribute("data-refresh")!.Value);
        Assert.Equal(expected is null ? null : "hidden", stale?.Attribute("hidden")!.Value);
        Assert.Equal("2026-01-02T12:00:00Z", root.Descendants("time").Single().Attribute("datetime")!.Value);
    }

    [Fact]
    public void A_swarm_that_cannot_be_read_is_told_with_the_time()
    {
        string page = new TopologyPage(new() { Topology = ASwarm.Picture([A.Node("n1")], []), Problem = "There is no leader.", ProblemAt = A.Noon.AddMinutes(1) }, TimeSpan.FromSeconds(5)).Write();

        XElement alert = Parse(page).Descendants("div").Single(element => (string?)element.Attribute("role") == "alert");
        Assert.Equal("The swarm could not be read at 2026-01-02 12:01:00 UTC. What is below is older.There is no leader.", alert.Value);
        Assert.Single(Parse(page).Descendants("h3"));
    }

    [Fact]
    public void The_same_picture_is_the_same_page() => Assert.Equal(Page(ASwarm.Large(10, 100)), Page(ASwarm.Large(10, 100)));

    [Fact(Timeout = 60_000)]
    public async System.Threading.Tasks.Task A_thousand_tasks_on_a_hundred_nodes_are_one_page_of_less_than_a_megabyte()
    {
        await System.Threading.Tasks.Task.Yield();
        string page = Page(ASwarm.Large(100, 1000));

        Assert.Equal(1000, Regex.Count(page, " data-task=\""));
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 100_000, 1_000_000);
    }

    private static string Page() => Page(ASwarm.Picture(
        [A.Node("n1"), A.Node("n2", SwarmNodeState.Down)],
        [A.Service("web"), A.Service("agent")],
        A.Task(1), A.Task(2, SwarmTaskState.Failed, error: "exit 1"), A.Task(3, node: "n2"), A.Task(4, SwarmTaskState.Pending, node: ""), A.Task(0, service: "agent")));

    private static string Page(SwarmTopology picture, TimeSpan? refresh = null) => new TopologyPage(new() { Topology = picture }, refresh).Write();

    private static string Between(string page, string start, string end)
    {
        int from = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }

    // What is inside style and script is not XML.
    private static XElement Parse(string page)
    {
        string xml = page.Replace(Between(page, "<style>", "</style>"), "", StringComparison.Ordinal).Replace(Between(page, "<script>", "</script>"), "", StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>\n", xml, StringComparison.Ordinal);
        return XElement.Parse(xml["<!DOCTYPE html>\n".Length..], LoadOptions.PreserveWhitespace);
    }
}
