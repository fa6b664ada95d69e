using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Stacks;

/// <summary>Finds what an exported file cannot say: it is read again, and what publishing it would change is what was lost.</summary>
internal sealed class StackExportCheck(ObservedStack observed, IYaml yaml, Version api)
{
    private const string Name = "stack.yml";

    /// <param name="names">The names of the stack.</param>
    /// <param name="text">The file.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>What differs, each with its place.</returns>
    public IReadOnlyList<string> Apply(StackNames names, string text, CancellationToken stop)
    {
        List<SwarmStackFinding> findings = [];
        ComposeInput input = ComposeInput.None;
        ComposeMapping? project = new ComposeReader(yaml, input, findings).Read([(Name, text)], stop);
        if (project is not null)
        {
            new ComposeChecks(input, findings, []).Apply(project);
        }

        List<string> told = [.. findings.Where(finding => finding.Severity != SwarmStackSeverity.Advice).Select(finding => $"{finding.Path}: {finding.Message}")];
        return project is null || findings.Exists(finding => finding.Severity == SwarmStackSeverity.Error) ? told : [.. told, .. Differences(names, project, input)];
    }

    private IEnumerable<string> Differences(StackNames names, ComposeMapping project, IComposeInput input)
    {
        DesiredStack desired = StackConverter.Convert(project, names, services: null, api);
        StackContents contents = new(input, new Dictionary<string, SecureString>());
        StackPlan plan = new StackPlanner(desired, observed with { SameConfigs = StackObserver.SameConfigs(desired, observed, contents) }, new()).Plan();
        return [.. desired.Services.SelectMany(service => service.Dropped), .. plan.Warnings, .. plan.Steps.Where(step => !step.IsKept).SelectMany(step => Lost(names, step.Change))];
    }

    private static IEnumerable<string> Lost(StackNames names, SwarmStackChange change)
    {
        string place = change.Type == SwarmStackObjectType.Service ? $"services.{names.KeyOf(change.Name)}" : $"The {Text.EnumText.Write(change.Type, '-')} '{change.Name}'";
        return change.Differences.Count == 0
            ? [$"{place}: it cannot be said as it is, and publishing the file would {Text.EnumText.Write(change.Action, '-')} it: {change.Reason}."]
            : change.Differences.Select(difference => $"{place}: {difference.Path} cannot be said as it is: it is {difference.Old ?? "not set"}, and publishing the file would make it {difference.New ?? "nothing"}.");
    }
}
