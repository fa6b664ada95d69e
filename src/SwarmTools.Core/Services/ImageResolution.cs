using System;

namespace SwarmTools.Services;

/// <summary>The reference to send, and what the user should know of it; the warning is empty for nothing.</summary>
internal sealed record ImageResolution(string Image, string Warning)
{
    public void Tell(Action<string> warn)
    {
        if (Warning.Length > 0)
        {
            warn(Warning);
        }
    }
}
