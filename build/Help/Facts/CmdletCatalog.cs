using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SwarmTools.Help;

/// <summary>Asks PowerShell what the cmdlets of the packaged module are.</summary>
internal static class CmdletCatalog
{
    /// <summary>All cmdlets that the manifest exports, by name.</summary>
    /// <param name="manifest">The manifest of the packaged module.</param>
    /// <param name="comments">The files with documentation comments.</param>
    public static IReadOnlyList<CmdletFacts> Read(string manifest, IEnumerable<string> comments)
    {
        XmlComments texts = new(comments);
        // PowerShell's engine reports its use over the network unless it is told not to.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([manifest]);
        state.ThrowOnRunspaceOpenError = true;
        using Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddCommand("Get-Command").AddParameter("Module", Path.GetFileNameWithoutExtension(manifest));
        return
        [
            .. shell.Invoke<CmdletInfo>()
                .Select(command => new CmdletReader(command, texts).Read())
                .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal),
        ];
    }
}
