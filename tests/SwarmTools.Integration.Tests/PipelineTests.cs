using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using SwarmTools.Lab;
using SwarmTools.Testing;
using Repository = SwarmTools.Testing.Repository;

namespace SwarmTools.Integration;

/// <summary>The scripts of examples/pipelines as they stand, as build services run them.</summary>
public sealed class PipelineTests(Labs labs) : SwarmTests(labs)
{
    private const string Secret = "hunter2-of-the-pipeline";

    private static readonly string s_examples = Repository.PathOf("examples", "pipelines");

    [Theory]
    [ClassData(typeof(NewestLabEngine))]
    public async Task A_plan_is_approved_and_deployed_a_bad_version_is_taken_back_and_the_last_one_can_be_rolled_back(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        Deploy deploy = new(stage);
        using TemporaryFolder folder = deploy.Folder;

        await deploy.SucceedsAsync("plan", "1");
        Assert.Contains("| Create | service |", await File.ReadAllTextAsync(folder.File("summary.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("Planned", Outcome(folder, "plan", deploy.Stack));
        Assert.Empty((await stage.DoAsync("Get-SwarmService | Where-Object StackName -eq $args[0]", deploy.Stack)).Output);

        // What was approved is deployed; something else is not.
        CommandResult other = await deploy.RunAsync("deploy", "2", "-ApprovedPlan", folder.File($"plan/{deploy.Stack}.json"));
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("What was approved is not what would be done", other.Errors, StringComparison.Ordinal);
        await deploy.SucceedsAsync("deploy", "1", "-ApprovedPlan", folder.File($"plan/{deploy.Stack}.json"));
        Assert.Equal("Done", Outcome(folder, "report", deploy.Stack));
        await deploy.SucceedsAsync("deploy", "2");

        CommandResult bad = await deploy.RunAsync("deploy", "bad");
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("\n##vso[task.logissue type=error;code=", bad.Output, StringComparison.Ordinal);
        Assert.Contains("##vso[task.uploadsummary]" + folder.File($"report/{deploy.Stack}.md"), bad.Output, StringComparison.Ordinal);
        Assert.Equal("Undone", Outcome(folder, "report", deploy.Stack));
        Assert.Equal("swarmtools/test:2", await ImageAsync(stage, deploy.Stack));

        await deploy.SucceedsAsync("rollback", "2");
        Assert.Equal("Done", Outcome(folder, "report", deploy.Stack));
        Assert.Equal("swarmtools/test:1", await ImageAsync(stage, deploy.Stack));
        Assert.All(deploy.Told, text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
        Assert.All(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(Secret, File.ReadAllText(file), StringComparison.Ordinal));
        await stage.DoAsync("param($name) Remove-SwarmStack $name", deploy.Stack);
    }

    [Theory]
    [ClassData(typeof(NewestLabEngine))]
    public async Task A_report_is_there_after_a_failure_before_anything_was_changed(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        Deploy deploy = new(stage);
        using TemporaryFolder folder = deploy.Folder;

        CommandResult result = await deploy.RunAsync("deploy", "");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("##vso[task.logissue type=error;", result.Output, StringComparison.Ordinal);
        Assert.Equal("Failed", Outcome(folder, "report", "stack"));
    }

    [Fact]
    public async Task The_module_is_installed_from_a_folder_that_has_its_package()
    {
        using TemporaryFolder folder = new();
        string home = folder.File("home");
        Directory.CreateDirectory(home);
        string packer = Repository.PathOf("build", "package", "bin", "Release", "net10.0", "SwarmTools.Package.dll");
        CommandResult packed = await Command.RunAsync("dotnet", [packer, Repository.ModuleFolder, folder.Path], stop: TestContext.Current.CancellationToken);
        Assert.True(packed.ExitCode == 0, packed.Errors);

        // What is installed goes into this home; dotnet, which starts PowerShell, keeps its own.
        string own = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        CommandResult result = await Shell.FileAsync(
            "",
            Path.Combine(s_examples, "scripts", "install.ps1"),
            ["-Repository", folder.Path],
            ("PSModulePath", ""),
            ("HOME", home),
            ("DOTNET_CLI_HOME", own),
            ("NUGET_PACKAGES", Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(own, ".nuget", "packages")));

        Assert.True(result.ExitCode == 0, result.Errors + result.Output);
        string version = Path.GetFileName(Repository.ModuleFolder);
        Assert.Equal($"SwarmTools {version} is installed.", result.Output.Trim());
        Assert.True(File.Exists(Path.Combine(home, ".local", "share", "powershell", "Modules", "SwarmTools", version, "SwarmTools.psd1")));
    }

    [Fact]
    public async Task The_certificate_is_put_where_docker_looks_for_it()
    {
        using TemporaryFolder folder = new();
        string place = folder.File("certificates");

        Dictionary<string, string> variables = new() { ["CA"] = "a", ["CERT"] = "b", ["KEY"] = "c", ["GITHUB_ENV"] = folder.File("env") };
        CommandResult result = await Command.RunAsync(Path.Combine(s_examples, "scripts", "certificate.sh"), [place], variables, TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal(["a\n", "b\n", "c\n"], new[] { "ca.pem", "cert.pem", "key.pem" }.Select(name => File.ReadAllText(Path.Combine(place, name))));
        Assert.Equal("600", (await Command.ShellAsync("stat -c %a \"$1\"", Path.Combine(place, "key.pem"))).Trim());
        Assert.Equal($"DOCKER_CERT_PATH={place}\n", await File.ReadAllTextAsync(folder.File("env"), TestContext.Current.CancellationToken));
    }

    private static string Outcome(TemporaryFolder folder, string report, string stack) => (string)JsonNode.Parse(File.ReadAllText(folder.File($"{report}/{stack}.json")))!["outcome"]!;

    private static async Task<string> ImageAsync(Stage stage, string stack) => ((string)(await stage.ServiceAsync(stack + "_web"))["Spec"]!["TaskTemplate"]!["ContainerSpec"]!["Image"]!).Split('@')[0];

    /// <summary>A stack with the reports of its deploys, which alternate between the two build services.</summary>
    private sealed class Deploy(Stage stage)
    {
        public string Stack { get; } = stage.Name("shop");

        public TemporaryFolder Folder { get; } = new();

        public List<string> Told { get; } = [];

        /// <summary>Runs a script that must succeed, on GitHub, where nothing may be on the error stream.</summary>
        public async Task SucceedsAsync(string script, string tag, params string[] more)
        {
            CommandResult result = await RunAsync(script, tag, more, ("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", Folder.File("summary.md")));
            Assert.True(result.ExitCode == 0, result.Errors + result.Output);
            Assert.Equal("", result.Errors);
            Assert.DoesNotContain("##vso[", result.Output, StringComparison.Ordinal);
        }

        /// <summary>Runs a script in Azure DevOps.</summary>
        public Task<CommandResult> RunAsync(string script, string tag, params string[] more) => RunAsync(script, tag, more, ("TF_BUILD", "True"), ("BUILD_BUILDNUMBER", "7"));

        private async Task<CommandResult> RunAsync(string script, string tag, string[] more, params (string Name, string Value)[] service)
        {
            string[] files = script == "rollback" ? [] : ["-Path", Path.Combine(s_examples, "stack", "compose.yml")];
            (string, string)[] variables = [("API_KEY", Secret), ("RELEASE", tag), ("WEB_IMAGE", tag.Length > 0 ? "swarmtools/test:" + tag : ""), .. service];
            string[] arguments = ["-Stack", Stack, .. files, "-ReportPath", Folder.File(script == "plan" ? "plan" : "report"), .. more];
            CommandResult result = await Shell.FileAsync(stage.HostUri, Path.Combine(s_examples, "scripts", script + ".ps1"), arguments, variables);
            Told.Add(result.Output + result.Errors);
            return result;
        }
    }
}
