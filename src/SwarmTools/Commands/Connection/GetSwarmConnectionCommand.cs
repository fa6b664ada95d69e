using System.Collections.Generic;
using System.Management.Automation;
using SwarmTools.Connections;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>Lists the open connections of the session; without any, the one that cmdlets would use, and why.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmConnection")]
[OutputType(typeof(SwarmConnection))]
public sealed class GetSwarmConnectionCommand : ConnectedCmdlet
{
    private protected override void Process()
    {
        ConnectionStore store = ConnectionStore.Current;
        IReadOnlyList<LiveConnection> open = Connection is null && store.Default is not null ? store.Open : [Live];
        foreach (LiveConnection live in open)
        {
            SwarmConnection connection = Describe(live);
            WriteObject(connection.With(isDefault: live == store.Default));
        }
    }
}
