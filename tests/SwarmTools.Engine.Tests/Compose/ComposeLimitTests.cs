using System;
using System.Linq;
using System.Text;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>What is refused: too much of anything, what docker refuses, and what is not on this machine.</summary>
public sealed class ComposeLimitTests : ComposeTests
{
    [Fact]
    public void Services_that_extend_each_other_are_bounded()
    {
        StringBuilder text = new("services:\n");
        for (int number = 0; number < 20_000; number++)
        {
            text.Append($"  s{number}: {{extends: s{number + 1}}}\n");
        }

        Read(text.Append("  s20000: {image: x}\n").ToString());
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
    public void Files_that_include_others_again_and_again_are_bounded()
    {
        for (int number = 0; number < 20; number++)
        {
            Files[$"/stack/i{number}.yml"] = $"include: [i{number + 1}.yml, i{number + 1}.yml]\n";
        }

        Files["/stack/i20.yml"] = "services: {w: {image: x}}";
        Read("include: [i0.yml]");
        Assert.Contains(Findings, finding => finding.Message.StartsWith("More than 1000 files", StringComparison.Ordinal));
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
