using System;

namespace SwarmTools.Bench;

/// <summary>Something that is to be measured fails to run.</summary>
internal sealed class BenchException(string message) : Exception(message);
