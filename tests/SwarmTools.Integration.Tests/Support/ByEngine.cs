using System;
using System.Collections.Generic;
using System.Linq;
using Xunit.Sdk;
using Xunit.v3;

namespace SwarmTools.Integration;

/// <summary>All tests of a class on one engine, then on the next: so that one large swarm at a time is enough.</summary>
public sealed class ByEngine : ITestCaseOrderer
{
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : ITestCase =>
        [.. testCases.OrderBy(EngineOf, StringComparer.Ordinal).ThenBy(test => test.TestCaseDisplayName, StringComparer.Ordinal)];

    private static string EngineOf<TTestCase>(TTestCase test)
        where TTestCase : ITestCase => test.TestCaseDisplayName[Math.Max(0, test.TestCaseDisplayName.LastIndexOf("engine:", StringComparison.Ordinal))..];
}
