using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Diagnostics;

/// <summary>Says which services are not well, and why in one sentence. Pure.</summary>
internal static class ServiceVerdict
{
    /// <summary>The services that findings are serious for, by name.</summary>
    public static IReadOnlyList<(string Service, SwarmException Failure)> Of(IReadOnlyList<SwarmHealthFinding> findings) =>
        Failures(findings.Where(finding => finding.Severity >= SwarmHealthSeverity.Warning), finding => finding.Target, finding => $"{finding.Check}: {finding.Evidence}");

    /// <summary>The services that do not answer everywhere, by name.</summary>
    public static IReadOnlyList<(string Service, SwarmException Failure)> Of(IReadOnlyList<SwarmEndpointResult> results) => Failures(
        results.Where(result => result.Outcome != SwarmEndpointOutcome.Answers && (result.Outcome != SwarmEndpointOutcome.NotTried || IsUnknown(result))),
        result => result.ServiceName,
        result => result.NodeName.Length == 0 ? $"{result.Port}: {result.Outcome}."
            : IsUnknown(result) ? $"{result.Port} on {result.NodeName}: {result.Message}"
            : $"{result.Port} on {result.NodeName} ({result.Address}): {result.Outcome}.");

    // It could have been tried, had the node an address: nobody may say that it answers.
    private static bool IsUnknown(SwarmEndpointResult result) => result is { Outcome: SwarmEndpointOutcome.NotTried, Port.Protocol: SwarmPortProtocol.Tcp };

    private static IReadOnlyList<(string Service, SwarmException Failure)> Failures<T>(IEnumerable<T> troubles, Func<T, string> serviceOf, Func<T, string> textOf) =>
    [
        .. troubles.GroupBy(serviceOf, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, new SwarmException(ErrorId.ServiceNotWell, $"The service '{group.Key}' is not well. {string.Join(" ", group.Select(textOf))}"))),
    ];
}
