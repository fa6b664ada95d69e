using System.Management.Automation;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>Gets the tokens that other engines join the swarm with.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmJoinToken")]
[OutputType(typeof(SwarmJoinToken), typeof(string))]
public sealed class GetSwarmJoinTokenCommand : JoinTokenCmdlet
{
    private protected override void Process() => WriteTokens(Meant);
}
