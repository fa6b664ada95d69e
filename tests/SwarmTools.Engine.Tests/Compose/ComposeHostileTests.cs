using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Engine.Compose;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>Files that are made to take long: each is read, tested and written in about the time that its size needs.</summary>
public sealed class ComposeHostileTests : ComposeTests
{
    // A second where nothing else runs; the machine that tests may be busy.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    public static TheoryData<string, string> Hostile => new()
    {
        { "variables in a list", $"services: {{w: {{image: x, environment: [{Many(100_000, index => $"A{index}=1")}]}}}}" },
        { "labels in a list, one name", $"services: {{w: {{image: x, labels: [{Many(100_000, index => "A=1")}]}}}}" },
        { "keys that mean nothing", $"services: {{w: {{image: x, {Many(40_000, index => $"imag{index}: y")}}}}}" },
        { "networks in a list", $"services: {{w: {{image: x, networks: [{Many(50_000, index => $"n{index}")}]}}}}" },
        { "a chain of dependencies", $"services: {{{Many(9_000, index => $"s{index}: {{image: x, depends_on: [s{index + 1}]}}")}, s9000: {{image: x}}}}" },
        { "a ring of dependencies", $"services: {{{Many(9_000, index => $"s{index}: {{image: x, depends_on: [s{(index + 1) % 9_000}]}}")}}}" },
        { "dependencies of all on all", $"services: {{{Many(300, index => $"s{index}: {{image: x, depends_on: [{Many(index, other => $"s{other}")}]}}")}}}" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void It_does_not_take_long(string what, string text)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ReadAll(text);
        Assert.True(watch.Elapsed < s_longest, $"{what}: it took {watch.Elapsed}.");
    }

    [Theory]
    [InlineData("services: {w: {image: x, environment: {A0: '1'}, dns: [a0]}}")]
    public void Two_large_files_do_not_take_long(string first)
    {
        Stopwatch watch = Stopwatch.StartNew();
        string large = $"services: {{w: {{environment: {{{Many(40_000, index => $"A{index}: 1")}}}, dns_search: [{Many(40_000, index => $"a{index}")}]}}}}";
        ReadAll(first, large, large);
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
