using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Engine.Compose;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>Files that are made to take long: each is read, tested and written in about the time that its size needs.</summary>
[Collection(MeasuredTests.Name)]
public sealed class ComposeHostileTests : ComposeTests
{
    // A second where nothing else runs; a machine that runs tests may be busy.
    private const long MostBytes = 256 * 1024 * 1024;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(10); // Within a second on a quiet machine; the limit is against hanging.

    private static readonly Dictionary<string, Func<string>> s_files = new()
    {
        ["variables in a list"] = () => $"services: {{w: {{image: x, environment: [{Many(100_000, index => $"A{index}=1")}]}}}}",
        ["labels in a list, one name"] = () => $"services: {{w: {{image: x, labels: [{Many(100_000, index => "A=1")}]}}}}",
        ["keys that mean nothing"] = () => $"services: {{w: {{image: x, {Many(40_000, index => $"imag{index}: y")}}}}}",
        ["networks in a list"] = () => $"services: {{w: {{image: x, networks: [{Many(50_000, index => $"n{index}")}]}}}}",
        ["a chain of dependencies"] = () => $"services: {{{Many(9_000, index => $"s{index}: {{image: x, depends_on: [s{index + 1}]}}")}, s9000: {{image: x}}}}",
        ["a ring of dependencies"] = () => $"services: {{{Many(9_000, index => $"s{index}: {{image: x, depends_on: [s{(index + 1) % 9_000}]}}")}}}",
        ["as many values as there may be"] = () => $"x-a: [{Many(490_000, _ => "x")}]",
        ["more values than there may be"] = () => $"x-a: [{Many(3_000_000, _ => "x")}]",
        ["as many values as there may be, deep down"] = () => $"x-a: {new string('[', 90)}{Many(490_000, _ => "x")}{new string(']', 90)}",
        ["as many keys as there may be"] = () => $"x-a: {{{Many(240_000, index => $"k{index}: x")}}}",
        ["one long text"] = () => $"services: {{w: {{image: x, command: '{new string('x', 16_000_000)}'}}}}",
        ["one long number"] = () => $"services: {{w: {{image: x, command: [{new string('1', 16_000_000)}]}}}}",
        ["one long text of dollars"] = () => $"services: {{w: {{image: x, command: '{new string('$', 8_000_000)}'}}}}",
        ["one long wrong name"] = () => $"services: {{w: {{image: x, deploy: {{replicas: {new string('x', 8_000_000)}}}}}}}",
        ["lines without anything"] = () => "services: {w: {image: x}}" + new string('\n', 16_000_000),
        ["one long remark"] = () => "services: {w: {image: x}}\n#" + new string('x', 16_000_000),
        ["spaces"] = () => "services: {w: {image: x}}\n" + new string(' ', 16_000_000),
        ["tabs"] = () => "services: {w: {image: x}}\n" + new string('\t', 16_000_000),
        ["words of a command"] = () => $"services: {{w: {{image: x, command: '{string.Concat(Enumerable.Repeat("a ", 400_000))}'}}}}",
        ["options of a volume"] = () => $"services: {{w: {{image: x, volumes: ['a:/b:{string.Concat(Enumerable.Repeat("z,", 400_000))}z']}}}}",
        ["one long port"] = () => $"services: {{w: {{image: x, ports: ['{string.Concat(Enumerable.Repeat("1:", 4_000_000))}1']}}}}",
        ["variables in variables"] = () => $"services: {{w: {{image: x, command: '{string.Concat(Enumerable.Repeat("${A:-${B:-${C:-x}}}", 400_000))}'}}}}",
        ["braces that do not end"] = () => $"services: {{w: {{image: x, command: '{string.Concat(Enumerable.Repeat("${A:-", 400_000))}'}}}}",
        ["tags"] = () => $"x-a: [{Many(400_000, _ => "!x y")}]",
        ["anchors"] = () => $"x-a: [{Many(200_000, index => $"&a{index} y")}]",
        ["aliases"] = () => $"x-a: [&a y, {Many(490_000, _ => "*a")}]",
        ["merges"] = () => $"x-a: &a {{{Many(100, index => $"k{index}: x")}}}\nx-b: [{Many(2_400, _ => "{<<: *a}")}]",
        ["networks"] = () => $"networks: {{{Many(240_000, index => $"n{index}: ")}}}",
        ["wrong networks"] = () => $"networks: {{{Many(100_000, index => $"n{index}: {{x: y}}")}}}",
        ["services alone"] = () => $"services: {{{Many(9_999, index => $"s{index}: {{image: x, environment: [A=1, B=2], ports: ['{index + 1}:80'], networks: [n], secrets: [s]}}")}}}",
        ["services that extend each other"] = () => $"services: {{{Many(9_000, index => index % 90 == 89 ? $"s{index}: {{image: x}}" : $"s{index}: {{extends: s{index + 1}}}")}}}",
        ["hosts"] = () => $"services: {{w: {{image: x, extra_hosts: {{{Many(200_000, index => $"h{index}: 1.1.1.1")}}}}}}}",
        ["capabilities"] = () => $"services: {{w: {{image: x, cap_add: [{Many(400_000, index => $"C{index}")}]}}}}",
        ["mounts"] = () => $"services: {{w: {{image: x, volumes: [{Many(60_000, index => $"'/a{index}:/b{index}'")}]}}}}",
        ["brackets"] = () => new string('[', 4_000_000),
        ["dashes"] = () => string.Concat(Enumerable.Repeat("- ", 4_000_000)),
        ["questions"] = () => string.Concat(Enumerable.Repeat("? ", 4_000_000)),
        ["quotes"] = () => string.Concat(Enumerable.Repeat("'", 4_000_000)),
        ["colons"] = () => string.Concat(Enumerable.Repeat(": ", 4_000_000)),
        ["commas"] = () => $"x-a: [{new string(',', 4_000_000)}",
        ["braces"] = () => string.Concat(Enumerable.Repeat("{a: ", 4_000_000)),
        ["variables of a file in many services"] = () => $"services: {{{Many(1_000, index => $"s{index}: {{image: x, env_file: large.env}}")}}}",
        ["remarks of a file in many services"] = () => $"services: {{{Many(9_000, index => $"s{index}: {{image: x, env_file: remarks.env}}")}}}",
        ["files that are included again with other variables"] = () => $"include: [{Many(50_000, _ => "{path: small.yml, env_file: remarks.env}")}]",
        ["files that are included again"] = () => $"include: [{Many(200_000, _ => "small.yml")}]",
        ["files that are merged again"] = () => $"include: [{{path: [{Many(200_000, _ => "small.yml")}]}}]",
        ["services that extend those of another file"] = () => $"services: {{{Many(2_500, index => $"s{index}: {{extends: {{file: services.yml, service: s{index}}}}}")}}}",
        ["dependencies of all on all"] = () => $"services: {{{Many(300, index => $"s{index}: {{image: x, depends_on: [{Many(index, other => $"s{other}")}]}}")}}}",
    };

    public static TheoryData<string> Hostile => new(s_files.Keys);

    [Theory]
    [MemberData(nameof(Hostile))]
    public void It_takes_no_longer_than_its_size_needs(string what)
    {
        string text = s_files[what]();
        Files["/stack/large.env"] = string.Concat(Enumerable.Range(0, 990).Select(index => $"A{index}={index}\n"));
        Files["/stack/remarks.env"] = "#" + new string('x', 16_000_000);
        Files["/stack/small.yml"] = "services: {small: {image: x}}";
        Files["/stack/services.yml"] = $"services: {{{Many(9_000, index => $"s{index}: {{extends: base, command: run}}")}, base: {{image: x, privileged: true}}}}";
        WorkWatch watch = new();
        using MemoryPeak peak = new();
        ReadAll(text);
        Assert.True(watch.Elapsed < s_longest, $"{what}: it took {watch.Elapsed}.");
        Assert.True(peak.Bytes < MostBytes, $"{what}: it took {peak.Bytes} bytes.");
    }

    [Fact]
    public void Several_large_files_take_no_longer_than_their_size_needs()
    {
        const string First = "services: {w: {image: x, environment: {A0: '1'}, dns: [a0]}}";
        WorkWatch watch = new();
        string large = $"services: {{w: {{environment: {{{Many(40_000, index => $"A{index}: 1")}}}, dns_search: [{Many(40_000, index => $"a{index}")}]}}}}";
        ReadAll(First, large, large);
        Assert.True(watch.Elapsed < s_longest, $"It took {watch.Elapsed}.");
        Assert.DoesNotContain(Findings, finding => finding.Severity == SwarmStackSeverity.Error);
    }

    private void ReadAll(params string[] texts)
    {
        Input input = new(Files);
        if (new ComposeReader(new Yaml(), input, Findings).Read([.. texts.Select((text, index) => ($"compose{index}.yml", text))], CancellationToken.None) is not { } project)
        {
            return;
        }

        new ComposeChecks(input, Findings, []).Apply(project);
        new ComposeAdvice(Findings).Apply(project);
        new Yaml().Write(DockerForm.Of(project));
        ComposeView.Of(project, () => "");
    }

    private static string Many(int count, Func<int, string> text) => string.Join(", ", Enumerable.Range(0, count).Select(text));
}
