using System.Linq;

namespace SwarmTools.Integration;

/// <summary>The newest of these engines, for tests that take long and where the version matters little.</summary>
public sealed class NewestLabEngine() : EachLabEngine(Names.TakeLast(1));
