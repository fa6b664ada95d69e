using System.Collections.Generic;
using System.Linq;
using SwarmTools.Lab;

namespace SwarmTools.Integration;

/// <summary>The engines for tests that need machines of their own; none when an engine is named.</summary>
public class EachLabEngine : TheoryData<string>
{
    /// <summary>The names; without any engine the tests must fail, so there is a name all the same.</summary>
    public static IReadOnlyList<string> Names { get; } =
        EngineStore.Available.Count > 0 ? [.. EngineStore.Available.Select(engine => engine.Name)] : ["none"];

    public EachLabEngine()
        : this(Names)
    {
    }

    protected EachLabEngine(IEnumerable<string> names)
    {
        foreach (string name in NamedEngine.Address is null ? names : [])
        {
            Add(name);
        }
    }
}
