using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Core.Tests.Compose;

public class ComposeInterpolationTests
{
    private readonly List<SwarmStackFinding> _findings = [];

    [Fact]
    public void Values_are_filled_in_wherever_they_are_and_keys_are_not()
    {
        ComposeMapping root = Map(("services", Map(("web", Map(("image", Text("nginx:${TAG}")), ("labels", Map(("${TAG}", Text("$$"))) ), ("ports", new ComposeSequence([Text("$PORT:80")], At())))))));
        ComposeMapping web = (ComposeMapping)((ComposeMapping)Apply(root)["services"]!)["web"]!;
        Assert.Equal("nginx:1.25", Read(web["image"]));
        Assert.Equal("$", Read(((ComposeMapping)web["labels"]!)["${TAG}"]));
        Assert.Equal("8080:80", Read(((ComposeSequence)web["ports"]!).Items.Single()));
        Assert.Empty(_findings);
    }

    [Fact]
    public void Extensions_at_the_top_stay_as_they_are() => Assert.Equal("${TAG", Read(Apply(Map(("x-a", Text("${TAG"))))["x-a"]));

    [Fact]
    public void All_that_is_wrong_is_told_with_place_and_path()
    {
        Apply(Map(("services", Map(("web", Map(("image", Text("${TAG", 3)), ("command", new ComposeSequence([Text("ok"), Text("${NONE?why}", 4)], At()))))))));
        Assert.Equal(
            ["c.yml:3:1: services.web.image: A $ in this text begins no variable", "c.yml:4:1: services.web.command[1]: The variable 'NONE' is not set: why."],
            _findings.Select(finding => finding.ToString().Split(". Write")[0]));
    }

    [Fact]
    public void A_variable_that_is_not_set_is_told_once()
    {
        Apply(Map(("services", Map(("a", Text("$NONE", 2)), ("b", Text("${NONE}", 3)), ("c", Text("${OTHER}", 4))))));
        Assert.Equal(
            ["c.yml:2:1: services.a: The variable 'NONE'", "c.yml:4:1: services.c: The variable 'OTHER'"],
            _findings.Select(finding => finding.ToString().Split(" is not set")[0]));
    }

    private static ComposePosition At(int line = 1) => new("c.yml", line, 1);

    private static ComposeScalar Text(string text, int line = 1) => new(text, IsQuoted: false, At(line));

    private static ComposeMapping Map(params (string Key, ComposeNode Value)[] entries) => new([.. entries.Select(entry => new ComposeEntry(Text(entry.Key), entry.Value))], At());

    private static string Read(ComposeNode? node) => Assert.IsType<ComposeScalar>(node).Text;

    private ComposeMapping Apply(ComposeMapping root) => new ComposeInterpolation(name => name switch { "TAG" => "1.25", "PORT" => "8080", _ => null }, new ComposeReading(_findings)).Apply(root);
}
