using SwarmTools.Integration;

// Two swarms that start at once only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(Labs))]
[assembly: TestCaseOrderer(typeof(ByEngine))]
