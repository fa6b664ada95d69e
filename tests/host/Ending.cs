using System;

namespace SwarmTools.Host;

/// <summary>Ends something at the end of a <c>using</c> block.</summary>
internal sealed class Ending(Action end) : IDisposable
{
    public void Dispose() => end();
}
