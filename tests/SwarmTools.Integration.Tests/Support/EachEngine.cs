using SwarmTools.Lab;

namespace SwarmTools.Integration;

/// <summary>The engines for tests that need one node: those of this machine, or the one that is named.</summary>
public sealed class EachEngine : TheoryData<string>
{
    /// <summary>What the tests of an engine that is named are called.</summary>
    public const string Title = "named";

    public EachEngine()
    {
        foreach (string name in NamedEngine.Address is null ? EachLabEngine.Names : [Title])
        {
            Add(name);
        }
    }
}
