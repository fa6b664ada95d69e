using System;
using System.Management.Automation;

namespace SwarmTools.Parameters;

/// <summary>Takes a connection, or a swarm, which brings the one that it was read through.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SwarmPlaceAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is Swarm { Connection: { } connection } ? connection : inputData;
}
