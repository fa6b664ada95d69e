using System;
using System.Management.Automation;
using System.Security;

namespace SwarmTools.Parameters;

/// <summary>Takes join tokens: as Get-SwarmJoinToken returns them, or as SecureStrings. Text is refused, for histories and logs keep it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class JoinTokenAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        SecureString token => new SwarmJoinToken { Token = token },
        // Its conversion would fail with a message that has the text in it.
        string => throw new ArgumentTransformationMetadataException(
            "A token is what Get-SwarmJoinToken returns, or a SecureString (Read-Host -AsSecureString); text is not accepted, for histories and logs keep what is typed."),
        _ => inputData,
    };
}
