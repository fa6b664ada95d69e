using System;

namespace SwarmTools.Volumes;

/// <summary>Names what a task says of a volume in a word. Pure.</summary>
internal static class VolumeTransferFailure
{
    /// <summary>What a word means; null for what says enough by itself.</summary>
    public static SwarmException? Of(SwarmException failure, VolumePlace place) =>
        failure.Message.EndsWith($" {VolumeScript.Empty}.", StringComparison.Ordinal) ? new(
            ErrorId.VolumeNotFound,
            $"The node '{place.Node.Name}' has no volume '{place.Name}' that anything is in. If it had none at all, an empty one is there now. Check the name and -Node.",
            failure)
        : failure.Message.EndsWith($" {VolumeScript.Unfinished}.", StringComparison.Ordinal) ? new(
            ErrorId.TransferFailed,
            $"The volume '{place.Name}' on '{place.Node.Name}' holds a restore that was interrupted between old and new. Run the restore again, which finishes it or goes back.",
            failure)
        : null;
}
