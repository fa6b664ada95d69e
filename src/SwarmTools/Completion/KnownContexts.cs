using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Connections;

namespace SwarmTools.Completion;

/// <summary>Docker's contexts, for who completes their names or addresses.</summary>
internal static class KnownContexts
{
    /// <param name="bound">The parameters that were typed; a relative -ConfigPath begins with the session's folder, as for the cmdlets.</param>
    /// <exception cref="SwarmException">What <see cref="ContextList"/> throws.</exception>
    public static IReadOnlyList<SwarmContext> Of(IDictionary bound)
    {
        object? given = bound["ConfigPath"] is PSObject wrapped ? wrapped.BaseObject : bound["ConfigPath"];
        return ContextList.Read(new ProcessEnvironment(), given is string path ? SessionVariables.PathOf(path) : null);
    }
}
