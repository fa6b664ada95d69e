using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SwarmTools.Testing;
using YamlDotNet.RepresentationModel;

namespace SwarmTools.Engine.Tests;

/// <summary>Pipelines of this repository and of its examples: they can be read, and call what is there. No build service is at hand to run them.</summary>
public sealed partial class PipelineFileTests
{
    public static TheoryData<string> Files =>
    [
        "azure-pipelines.yml",
        ".github/workflows/ci.yml",
        .. Directory.GetFiles(Repository.PathOf("examples", "pipelines"), "*.yml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Where(file => !file.EndsWith("/stack/compose.yml", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_YAML_with_steps(string file)
    {
        YamlMappingNode root = Root(file);

        Assert.Contains(root.AllNodes.OfType<YamlMappingNode>().SelectMany(mapping => mapping.Children.Keys), key => key is YamlScalarNode { Value: "steps" });
        Assert.DoesNotContain('\t', File.ReadAllText(Repository.PathOf(file)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_scripts_that_it_calls_are_there_and_have_the_parameters_that_they_are_given(string file)
    {
        foreach ((string script, string arguments) in Calls(Root(file)))
        {
            string path = new[] { Repository.PathOf("examples", "pipelines", "scripts", Path.GetFileName(script)), Repository.PathOf(script) }.FirstOrDefault(File.Exists) ?? "";
            Assert.True(path.Length > 0, $"{file} calls {script}, which is not there.");
            string text = File.ReadAllText(path);
            Assert.All(Parameter().Matches(arguments), given => Assert.Matches($@"\] \${given.Groups[1].Value}\b", text));
        }
    }

    [Fact]
    public void Both_products_plan_ask_deploy_and_go_back()
    {
        string[] pipelines = ["examples/pipelines/azure-devops/azure-pipelines.yml", "examples/pipelines/github-actions/deploy.yml"];
        Assert.All(pipelines, file =>
        {
            Assert.Superset(new HashSet<string> { "plan.ps1", "deploy.ps1", "rollback.ps1" }, Calls(Root(file)).Select(call => Path.GetFileName(call.Script)).ToHashSet(StringComparer.Ordinal));
            Assert.Contains(Root(file).AllNodes.OfType<YamlMappingNode>(), mapping => mapping.Children.TryGetValue("environment", out YamlNode? name) && name is YamlScalarNode { Value: "swarm-production" });
        });
    }

    // A task's file with its arguments, or a line of a script.
    private static IEnumerable<(string Script, string Arguments)> Calls(YamlMappingNode root)
    {
        foreach (YamlMappingNode mapping in root.AllNodes.OfType<YamlMappingNode>())
        {
            string arguments = mapping.Children.TryGetValue("arguments", out YamlNode? given) ? ((YamlScalarNode)given).Value! : "";
            IEnumerable<string> lines = new[] { "filePath", "run", "bash" }
                .Select(key => mapping.Children.TryGetValue(key, out YamlNode? value) ? (value as YamlScalarNode)?.Value ?? "" : "").SelectMany(text => text.Split('\n'));
            foreach (Match call in lines.Select(line => Call().Match(line)).Where(call => call.Success))
            {
                yield return (call.Groups[1].Value.Replace("$(scripts)/", "", StringComparison.Ordinal).TrimStart('.', '/'), arguments + call.Groups[2].Value);
            }
        }
    }

    private static YamlMappingNode Root(string file)
    {
        using StreamReader reader = File.OpenText(Repository.PathOf(file));
        YamlStream stream = [];
        stream.Load(reader);
        return (YamlMappingNode)Assert.Single(stream.Documents).RootNode;
    }

    [GeneratedRegex(@"^(\S+\.(?:ps1|sh))(.*)$")]
    private static partial Regex Call();

    [GeneratedRegex(@"(?:^| )-([A-Z]\w+)")]
    private static partial Regex Parameter();
}
