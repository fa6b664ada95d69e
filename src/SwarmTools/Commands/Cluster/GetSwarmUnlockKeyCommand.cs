using System.Management.Automation;
using SwarmTools.Infrastructure;

namespace SwarmTools.Commands;

/// <summary>Gets the key that managers of a locked swarm ask for after their restart.</summary>
[Cmdlet(VerbsCommon.Get, "SwarmUnlockKey")]
[OutputType(typeof(SwarmUnlockKey), typeof(string))]
public sealed class GetSwarmUnlockKeyCommand : UnlockKeyCmdlet
{
    private protected override void Process() => WriteKey(Meant);
}
