using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Pictures of a swarm, in the console and as pages.</summary>
public sealed class TopologyTests : CmdletTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("Show-SwarmTopology", "node1: api.1 web.1|node2: web.2")]
    [InlineData("Show-SwarmTopology web", "node1: web.1|node2: web.2")]
    [InlineData("Show-SwarmTopology w*, API", "node1: api.1 web.1|node2: web.2")]
    [InlineData("Get-SwarmService api | Show-SwarmTopology", "node1: api.1|node2: ")]
    [InlineData("Get-SwarmStack shop | Show-SwarmTopology", "node1: web.1|node2: web.2")]
    [InlineData("Show-SwarmTopology -Stack sh*", "node1: web.1|node2: web.2")]
    [InlineData("Show-SwarmTopology -Node node2", "node2: web.2")]
    [InlineData("Show-SwarmTopology web -Node (Get-SwarmNode node1)", "node1: web.1")]
    [InlineData("Show-SwarmTopology nothing*", "node1: |node2: ")]
    [InlineData("Get-SwarmService nothing* | Show-SwarmTopology", "")]
    public void A_picture_has_the_nodes_with_the_tasks_that_are_wished(string script, string expected)
    {
        Serve();

        ScriptResult result = Run(script + " | ForEach-Object { ($_.Nodes | ForEach-Object { \"$($_.Name): $($_.Tasks)\" }) -join '|' }");

        Assert.Empty(result.Errors);
        Assert.Equal(expected, string.Join("", result.Texts));
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Theory]
    [InlineData("Show-SwarmTopology nothing", "ServiceNotFound")]
    [InlineData("Show-SwarmTopology -Node nothing", "NodeNotFound")]
    [InlineData("Show-SwarmTopology '[a'", "NameInvalid")]
    [InlineData("Show-SwarmTopology -Html $folder/page.html -Refresh 0", "OptionInvalid")]
    [InlineData("Show-SwarmTopology -Html $folder/page.html -Refresh 2d", "OptionInvalid")]
    [InlineData("Show-SwarmTopology -Html $folder/none/page.html", "DataInvalid")]
    [InlineData("Show-SwarmTopology -Html nodrive:/page.html", "FileNotFound")]
    [InlineData("Show-SwarmTopology -Html env:page", "DataInvalid")]
    [InlineData("Show-SwarmTopology -Html $folder/page.html -Refresh soon", "ParameterArgumentTransformationError")]
    [InlineData("Show-SwarmTopology -Html $folder/page.html -Ascii", "AmbiguousParameterSet")]
    [InlineData("Show-SwarmTopology -Refresh 5", "AmbiguousParameterSet")]
    public void What_cannot_be_shown_is_one_error(string script, string id)
    {
        Serve();
        using TemporaryFolder folder = new();

        ScriptResult result = Run("$folder = $args[0]; " + script, folder.Path);

        Assert.Contains(result.ErrorIds.Single(), new[] { id, "MissingMandatoryParameter" });
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void It_is_drawn_in_text_without_colors_where_there_is_no_console()
    {
        Serve();

        ScriptResult result = Run("[SwarmTools.Text.View]::Topology((Show-SwarmTopology -Ascii), 79)");

        Assert.Equal(["", "node1  Manager, Ready, Active", "  + api.1  + web.1"], result.Texts.Skip(2).Take(3));
        Assert.All(result.Texts, line => Assert.All(line, letter => Assert.InRange(letter, ' ', '~')));
    }

    [Fact]
    public void A_page_of_its_own_is_replaced_and_another_file_only_with_Force()
    {
        Serve();
        using TemporaryFolder folder = new();
        string page = folder.File("page.html");
        folder.Write("other.html", "mine");

        FileInfo written = (FileInfo)Run("param($file) Show-SwarmTopology -Html $file", page).Output.Single().BaseObject;
        Assert.Equal(page, written.FullName);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.NotEqual(0xEF, File.ReadAllBytes(page)[0]);
        Assert.Empty(Run("param($file) Show-SwarmTopology web -Html $file", page).Errors);
        Assert.DoesNotContain(">api<", File.ReadAllText(page), StringComparison.Ordinal);

        ScriptResult refused = Run("param($file) Show-SwarmTopology -Html $file", folder.File("other.html"));
        Assert.Equal(["FileExists"], refused.ErrorIds);
        Assert.Equal((ErrorCategory.ResourceExists, "mine"), (refused.Error.CategoryInfo.Category, File.ReadAllText(folder.File("other.html"))));
        Assert.Empty(Run("param($file) Show-SwarmTopology -Html $file -Force", folder.File("other.html")).Errors);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(folder.File("other.html")), StringComparison.Ordinal);
        Assert.Empty(Run("param($folder) Show-SwarmTopology -Html $folder/new/", folder.Path).Errors);
        Assert.Equal(["new/swarm.html", "other.html", "page.html"], Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void One_page_is_of_one_swarm()
    {
        Serve();
        using TemporaryFolder folder = new();

        ScriptResult result = Run(
            "param($file, $uri) $here = Get-SwarmService web; $there = Get-SwarmService web -Connection (Connect-Swarm $uri.Replace('127.0.0.1', 'localhost') -PassThru); $here, $there | Show-SwarmTopology -Html $file", folder.File("page.html"), Engine.HostUri);

        Assert.Equal(["OptionInvalid"], result.ErrorIds);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_page_that_is_renewed_is_whole_at_all_times_and_goes_on_where_the_swarm_cannot_be_read()
    {
        Serve();
        using TemporaryFolder folder = new();
        string page = folder.File("page.html");
        using PowerShell shell = Session.Prepare("param($file) Show-SwarmTopology -Html $file -Refresh 1", page);
        PSDataCollection<PSObject> output = [];
        IAsyncResult running = shell.BeginInvoke<PSObject, PSObject>(input: null, output);

        await UntilAsync(page, text => text.Contains(" content=\"1\"", StringComparison.Ordinal));
        Engine.Refuse("GET", "/tasks", HttpStatusCode.InternalServerError, "rpc error: <script>");
        await UntilAsync(page, text => text.Contains("could not be read", StringComparison.Ordinal));
        Assert.Contains("rpc error: &lt;script&gt;", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("data-task=\"web1task\"", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("shows the last picture", Assert.Single(shell.Streams.Warning).Message, StringComparison.Ordinal);
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("web", 7)));
        await UntilAsync(page, text => text.Contains("data-task=\"web7task\"", StringComparison.Ordinal));

        Assert.False(running.IsCompleted);
        shell.Stop();
        Assert.Equal((PSInvocationState.Stopped, page), (shell.InvocationStateInfo.State, Assert.Single(output).ToString()));
        Assert.Empty(shell.Streams.Error);
        Assert.Equal([page], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_thousand_tasks_on_a_hundred_nodes_are_one_picture_and_one_page()
    {
        Engine.Answer("GET", "/nodes", EngineJson.List(Enumerable.Range(1, 100).Select(number => EngineJson.Node($"n{number}"))));
        Engine.Answer("GET", "/services", EngineJson.List(Enumerable.Range(1, 10).Select(number => EngineJson.Service($"s{number}", replicas: 100))));
        Engine.Answer("GET", "/tasks", EngineJson.List(Enumerable.Range(0, 1000).Select(number => EngineJson.Task($"s{(number % 10) + 1}", (number / 10) + 1, node: $"n{(number % 100) + 1}"))));
        using TemporaryFolder folder = new();

        ScriptResult result = Run("param($file) $null = Show-SwarmTopology -Html $file; ((Show-SwarmTopology).Nodes | ForEach-Object { $_.Tasks.Count }) -join ','", folder.File("page.html"));

        Assert.Empty(result.Errors);
        Assert.Equal(Enumerable.Repeat("10", 100), result.Texts.Single().Split(','));
        Assert.Equal(1000, File.ReadAllText(folder.File("page.html")).Split(" data-task=\"").Length - 1);
    }

    // Whatever moment it is read in, it is a whole page.
    private static async Task UntilAsync(string page, Func<string, bool> isSo)
    {
        DateTimeOffset end = DateTimeOffset.UtcNow + s_patience;
        string text = "";
        while (text.Length == 0 || !isSo(text))
        {
            Assert.True(DateTimeOffset.UtcNow < end, text);
            await Task.Delay(5, TestContext.Current.CancellationToken);
            text = File.Exists(page) ? await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken) : "";
            Assert.True(text.Length == 0 && !File.Exists(page) || text.EndsWith("</html>\n", StringComparison.Ordinal), text);
        }
    }

    private void Serve()
    {
        System.Text.Json.Nodes.JsonObject web = EngineJson.Service("web", replicas: 2);
        web["Spec"]!["Labels"]!["com.docker.stack.namespace"] = "shop";
        Engine.Answer("GET", "/services", EngineJson.List(web, EngineJson.Service("api")));
        Engine.Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("web", 1), EngineJson.Task("web", 2, node: "node2"), EngineJson.Task("api", 1)));
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1"), EngineJson.Node("node2")));
        Engine.Answer("GET", "/networks", "[]");
        Engine.Answer("GET", "/secrets", "[]");
    }
}
