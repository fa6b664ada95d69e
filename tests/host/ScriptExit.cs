using System;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace SwarmTools.Host;

/// <summary>Makes <c>exit 3</c> in the script file that is run next end the session with 3, as <c>pwsh -File</c> does.</summary>
/// <remarks>
/// For every other caller, <c>exit</c> in a script file only ends that file and sets $LASTEXITCODE, which a native
/// command also sets. PowerShell offers its own console a switch, and no public one.
/// </remarks>
internal static class ScriptExit
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    public static void ReachesHost(Runspace runspace)
    {
        object context = Read(runspace, "GetExecutionContext");
        PropertyInfo rethrow = Find(context.GetType(), "ScriptCommandProcessorShouldRethrowExit");
        rethrow.SetValue(context, true);
    }

    private static object Read(object owner, string name) => Find(owner.GetType(), name).GetValue(owner)!;

    private static PropertyInfo Find(Type type, string name) => type.GetProperty(name, Hidden)
        ?? throw new MissingMemberException(type.FullName, name);
}
