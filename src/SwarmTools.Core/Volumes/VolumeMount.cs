using System.Collections.Generic;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Volumes;

/// <summary>The mounts of tasks that work on a volume. Pure.</summary>
internal static class VolumeMount
{
    /// <summary>The volume itself. What an image has in that place is not copied into it.</summary>
    public static JsonObject Of(VolumePlace place, bool isReadOnly, IReadOnlyDictionary<string, string> labels) => MountSpec.Build(new()
    {
        Type = SwarmMountType.Volume,
        Source = place.Name,
        Target = VolumeScript.Target,
        ReadOnly = isReadOnly,
        VolumeNoCopy = true,
        // Only where the engine has to make it.
        VolumeLabels = labels,
    });

    /// <summary>A volume without a name, which the engine removes with the task.</summary>
    public static JsonObject Stage() => MountSpec.Build(new() { Type = SwarmMountType.Volume, Target = VolumeScript.Stage });
}
