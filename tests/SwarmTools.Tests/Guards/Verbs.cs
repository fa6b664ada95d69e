using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Tests.Guards;

/// <summary>The approved verbs of Windows PowerShell 5.1. Newer versions approve more: Build and Deploy.</summary>
internal static class Verbs
{
    public static IReadOnlyList<string> Approved { get; } = Words(
        """
        Add Clear Close Copy Enter Exit Find Format Get Hide Join Lock Move New Open Optimize Pop Push Redo Remove Rename Reset Resize
        Search Select Set Show Skip Split Step Switch Undo Unlock Watch
        Connect Disconnect Read Receive Send Write
        Backup Checkpoint Compare Compress Convert ConvertFrom ConvertTo Dismount Edit Expand Export Group Import Initialize Limit
        Merge Mount Out Publish Restore Save Sync Unpublish Update
        Debug Measure Ping Repair Resolve Test Trace
        Approve Assert Complete Confirm Deny Disable Enable Install Invoke Register Request Restart Resume Start Stop Submit Suspend
        Uninstall Unregister Wait
        Use
        Block Grant Protect Revoke Unblock Unprotect
        """);

    /// <summary>Those that leave the swarm as it is; a connection is a matter of the session only.</summary>
    public static IReadOnlyList<string> Reading { get; } = Words(
        "Compare Connect ConvertFrom ConvertTo Disconnect Find Get Measure Ping Read Receive Resolve Search Show Test Trace Wait Watch");

    public static IReadOnlyList<string> Changing { get; } = [.. Approved.Except(Reading)];

    private static string[] Words(string text) => text.Split([' ', '\n', '\r'], System.StringSplitOptions.RemoveEmptyEntries);
}
