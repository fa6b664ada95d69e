namespace SwarmTools.Engine.Tests.Compose;

/// <summary>Tests that look at the clock and at the memory of the process: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredTests
{
    public const string Name = "Measured";
}
