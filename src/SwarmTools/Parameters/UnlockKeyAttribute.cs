using System;
using System.Management.Automation;
using System.Security;

namespace SwarmTools.Parameters;

/// <summary>Takes unlock keys: as Get-SwarmUnlockKey returns them, or as SecureStrings. Text is refused, for histories and logs keep it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class UnlockKeyAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        SecureString key => key,
        SwarmUnlockKey known => known.Key,
        _ => throw new ArgumentTransformationMetadataException(
            "A key is what Get-SwarmUnlockKey returns, or a SecureString (Read-Host -AsSecureString); text is not accepted, for histories and logs keep what is typed."),
    };
}
