namespace SwarmTools.Integration;

/// <summary>The engines for tests that need one node: those of this machine, or the one that is named.</summary>
public sealed class EachEngine : TheoryData<string>
{
    public EachEngine()
    {
        foreach (string name in NamedEngine.Address is null ? EachLabEngine.Names : [NamedEngine.Title])
        {
            Add(name);
        }
    }
}
