using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace SwarmTools.Diagnostics;

/// <summary>Writes findings as pipelines read test results: each finding that matters is a failed case, advice is output of a case that passed.</summary>
internal static class JUnitReport
{
    /// <param name="name">The name of the suite.</param>
    /// <param name="findings">The findings.</param>
    public static string Write(string name, IReadOnlyList<SwarmHealthFinding> findings)
    {
        XElement suite = new(
            "testsuite",
            new XAttribute("name", Clean(name)),
            new XAttribute("tests", System.Math.Max(1, findings.Count)),
            new XAttribute("failures", findings.Count(IsFailure)),
            findings.Count == 0 ? new XElement("testcase", new XAttribute("classname", "Swarm"), new XAttribute("name", "No findings")) : findings.Select(Case));
        return new XDocument(new XDeclaration("1.0", "utf-8", null), new XElement("testsuites", suite)).ToString();
    }

    private static bool IsFailure(SwarmHealthFinding finding) => finding.Severity is SwarmHealthSeverity.Critical or SwarmHealthSeverity.Warning;

    private static XElement Case(SwarmHealthFinding finding)
    {
        string text = Clean($"{finding.Evidence} {finding.Remedy}");
        return new(
            "testcase",
            new XAttribute("classname", "Swarm." + finding.Check),
            new XAttribute("name", Clean(finding.Target.Length > 0 ? $"{finding.Check} of {finding.Target}" : finding.Check)),
            IsFailure(finding) ? new XElement("failure", new XAttribute("type", finding.Severity.ToString()), new XAttribute("message", Clean(finding.Evidence)), text) : new XElement("system-out", text));
    }

    // What XML cannot hold does not end the report.
    private static string Clean(string text) => new([.. text.Select(c => c is '\t' or '\n' or '\r' or (>= ' ' and <= '\uD7FF') or (>= '\uE000' and <= '\uFFFD') ? c : '?')]);
}
