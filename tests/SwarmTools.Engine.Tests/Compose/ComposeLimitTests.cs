using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Engine.Compose;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>What is refused: too much of anything, what docker refuses, and what is not on this machine.</summary>
public sealed class ComposeLimitTests : ComposeTests
{
    [Fact]
    public void Services_that_extend_each_other_are_bounded()
    {
        StringBuilder text = new("services:\n");
        for (int number = 0; number < 5_000; number++)
        {
            text.Append($"  s{number}: {{extends: s{number + 1}}}\n");
        }

        Read(text.Append("  s5000: {image: x}\n").ToString());
        Assert.Contains(Findings, finding => finding.Message.StartsWith("More than 100 services extend each other", StringComparison.Ordinal));
    }

    [Fact]
    public void Aliases_do_not_lead_deeper_than_files_may()
    {
        StringBuilder text = new("x-0: &a0 [[[[[[[[[[x]]]]]]]]]]\n");
        for (int number = 1; number < 200; number++)
        {
            text.Append($"x-{number}: &a{number} [[[[[[[[[[*a{number - 1}]]]]]]]]]]\n");
        }

        Read(text.ToString());
        Assert.Contains("levels deep", Assert.Single(Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_count_by_their_length()
    {
        Read($"x-a: &a {new string('x', 100_000)}\nx-b: [{string.Join(", ", Enumerable.Repeat("*a", 500))}]");
        Assert.Contains("more than 500000 values", Assert.Single(Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_included_again_and_again_is_read_once()
    {
        for (int number = 0; number < 20; number++)
        {
            Files[$"/stack/i{number}.yml"] = $"include: [i{number + 1}.yml, i{number + 1}.yml]\n";
        }

        Files["/stack/i20.yml"] = "services: {w: {image: x}}";
        Assert.Contains("w: {image: x}", Read("include: [i0.yml]"), StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Fact]
    public void Files_that_are_included_are_bounded_in_their_number_and_in_how_they_lead_to_each_other()
    {
        for (int number = 0; number < 1001; number++)
        {
            Files[$"/stack/i{number}.yml"] = $"include: [i{number + 1}.yml]\n";
            Files[$"/stack/o{number}.yml"] = $"services: {{s{number}: {{image: x}}}}\n";
        }

        Read("include: [i0.yml]");
        Assert.Equal("/stack/i24.yml:1:11: include[0]: More than 25 files lead from one to the next here. Leave some of them out.", Assert.Single(Findings).ToString());
        Findings.Clear();
        Read($"include: [{string.Join(", ", Enumerable.Range(0, 1001).Select(number => $"o{number}.yml"))}]");
        Assert.Equal("More than 1000 files are included and extended. Leave some of them out.", Assert.Single(Findings).Message);
    }

    [Fact]
    public void Files_that_others_name_are_bounded_in_their_size()
    {
        foreach (int number in Enumerable.Range(0, 9))
        {
            Files[$"/stack/{number}.env"] = "#" + new string('x', 8 * 1024 * 1024);
        }

        Read($"services: {{w: {{image: x, env_file: [{string.Join(", ", Enumerable.Range(0, 9).Select(number => $"{number}.env"))}]}}}}");
        Assert.Equal("compose.yml:1:86: services.w.env_file: More than 64 MB of files are read in all. Leave some of them out.", Assert.Single(Findings).ToString());
    }

    [Fact]
    public void What_comes_of_services_that_extend_a_large_one_is_bounded()
    {
        string variables = string.Join(", ", Enumerable.Range(0, 5_000).Select(number => $"A{number}: x"));
        Read($"services: {{base: {{image: x, environment: {{{variables}}}}}, {string.Join(", ", Enumerable.Range(0, 1_000).Select(number => $"s{number}: {{extends: base}}"))}}}");
        Assert.StartsWith("More than 1000000 values come of what is extended", Assert.Single(Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_variables_bring_is_bounded()
    {
        ComposeReader reader = new(new Yaml(), new ComposeInput("/stack", new Dictionary<string, string> { ["A"] = new string('x', 100_000) }, new Dictionary<string, string>(), _ => null), Findings);
        reader.Read([("compose.yml", $"services: {{w: {{image: x, command: ['{string.Concat(Enumerable.Repeat("$A", 100_000))}'], environment: [{string.Join(", ", Enumerable.Repeat("A=$A", 2_000))}]}}}}")], CancellationToken.None);
        Assert.Equal(["What comes of this text is longer than 4 MB.", "More than 1000000 values come of what is"], Findings.Select(finding => finding.Message.Split(" extended")[0]));
    }

    [Fact]
    public void Findings_are_told_up_to_a_thousand_of_a_kind()
    {
        Read($"services: {{w: {{image: x, {string.Join(", ", Enumerable.Range(0, 5_000).Select(number => $"k{number}: x"))}, privileged: true}}}}");
        Assert.Equal(1002, Findings.Count);
        Assert.Equal("More than 1000 such findings are in this file; those from here on are not told.", Findings[^2].Message);
        Assert.Equal((SwarmStackSeverity.Error, SwarmStackSeverity.Warning), (Findings[^2].Severity, Findings[^1].Severity));
    }

    [Fact]
    public void A_message_is_no_longer_than_anybody_reads()
    {
        Read($"services: {{w: {{image: x, ports: ['{new string('1', 1_000_000)}']}}}}");
        Assert.True(Assert.Single(Findings).Message is { Length: < 1100 } message && message.StartsWith("The port '1111", StringComparison.Ordinal) && message.EndsWith("ports are 1-65535.", StringComparison.Ordinal));
    }

    [Fact]
    public void Services_are_bounded()
    {
        Read($"services: {{{string.Join(", ", Enumerable.Range(0, 10_001).Select(number => $"s{number}: {{image: x}}"))}}}");
        Assert.Equal("There are more than 10000 services in all. Divide them into several stacks.", Assert.Single(Findings).Message);
    }

    [Fact]
    public void A_key_is_no_longer_than_keys_may_be()
    {
        Read($"? {new string('k', 2000)}\n: x");
        Assert.Contains("longer than 1024 letters", Assert.Single(Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_ends_when_it_is_stopped()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => new ComposeReader(new Yaml(), new Input(Files), Findings).Read([("compose.yml", "services: {w: {image: x}}")], stop.Token));
    }

    [Fact]
    public void Ranges_of_ports_are_bounded()
    {
        Read($"services: {{w: {{image: x, ports: [{string.Join(", ", Enumerable.Range(1, 100).Select(port => $"'{port}-65535'"))}]}}}}");
        Assert.Equal("compose.yml:1:34: services.w.ports[0]: There are more than 10000 ports in all, each of a range counted. Publish fewer, or let one proxy do it.", Assert.Single(Findings).ToString());
    }

    [Fact]
    public void A_range_of_some_thousand_ports_is_read()
    {
        Assert.Contains("published: 9999,", Read("services: {w: {image: x, ports: ['5000-9999:5000-9999', '80']}}"), StringComparison.Ordinal);
        Assert.Empty(Findings);
    }

    [Theory]
    [InlineData("include: ['//server/share/a.yml']")]
    [InlineData(@"include: ['\\?\UNC\server\share\a.yml']")]
    [InlineData(@"include: ['/\server\share\a.yml']")]
    [InlineData(@"include: ['\??\UNC\server\share\a.yml']")]
    [InlineData(@"include: ['\\?\GLOBALROOT\Device\Mup\server\share\a.yml']")]
    [InlineData(@"include: ['\\.\GLOBALROOT\Device\Mup\server\share\a.yml']")]
    [InlineData(@"include: ['//./UNC/server/share/a.yml']")]
    [InlineData(@"include: ['\\.\pipe\a']")]
    [InlineData(@"include: ['\\?\C:a.yml']")]
    [InlineData("include: [{path: a.yml, env_file: 'https://example.org/a.env'}]")]
    [InlineData("services: {a: {image: x, env_file: [{path: //server/share/a.env, required: false}]}}")]
    [InlineData("services: {a: {image: x, env_file: 'https://example.org/a.env'}}")]
    [InlineData("services: {a: {image: x}}\nsecrets: {s: {file: 'https://example.org/s.txt'}}")]
    [InlineData(@"services: {a: {image: x}}
configs: {s: {file: '\\server\share\s.txt'}}")]
    public void What_is_elsewhere_is_refused_wherever_it_is_named(string yaml)
    {
        Files["/stack/a.yml"] = "services: {b: {image: x}}";
        Read(yaml.Replace(@"\n", "\n", StringComparison.Ordinal));
        Assert.Equal("RemoteIncludeRefused", Assert.Single(Findings).ErrorId);
    }

    [Theory]
    [InlineData(@"\\?\C:\a.yml")]
    [InlineData(@"C:\a.yml")]
    public void A_long_name_of_this_machine_is_one_of_this_machine(string path)
    {
        Files[path] = "services: {b: {image: x}}";
        Read($"include: ['{path}']");
        Assert.Empty(Findings);
    }

    [Fact]
    public void A_pipe_may_be_mounted()
    {
        Read(@"services: {a: {image: x, volumes: [{type: npipe, source: '\\.\pipe\docker_engine', target: '\\.\pipe\docker_engine'}]}}");
        Assert.Empty(Findings);
    }

    [Theory]
    [InlineData("deploy: {replicas: -1}", "from 0 on")]
    [InlineData("deploy: {update_config: {parallelism: -1}}", "from 0 on")]
    [InlineData("healthcheck: {test: x, retries: -1}", "from 0 on")]
    [InlineData("ports: [{target: 70000}]", "from 0 to 65535")]
    [InlineData("ports: ['80:80', '80:80']", "a second time")]
    [InlineData("ports: ['target=80,published=8080']", "is no port")]
    [InlineData("volumes: [{source: a, target: /b}]", "'type' is missing")]
    [InlineData("volumes: [{type: bind, target: /b}]", "needs a 'source'")]
    [InlineData("ulimits: {nofile: {soft: 10}}", "'hard' is missing")]
    [InlineData("ports: ['${P:?set it}:80']", "set it")]
    public void What_docker_refuses_is_one_error(string keys, string expected)
    {
        Read($"services: {{w: {{image: x, {keys}}}}}");
        Assert.Contains(expected, Assert.Single(Findings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_external_volume_is_not_made()
    {
        Read("services: {w: {image: x}}\nvolumes: {v: {external: true, driver: local}}");
        Assert.Equal("volumes.v.driver", Assert.Single(Findings).Path);
    }
}
