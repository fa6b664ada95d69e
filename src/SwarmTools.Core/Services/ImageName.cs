using System;

namespace SwarmTools.Services;

/// <summary>The parts of an image reference.</summary>
internal static class ImageName
{
    /// <summary>Splits <c>name:tag@sha256:...</c> before the digest, which may be missing.</summary>
    public static (string Image, string Digest) Split(string reference)
    {
        int at = reference.IndexOf('@');
        return at < 0 ? (reference, "") : (reference[..at], reference[(at + 1)..]);
    }

    /// <summary>Whether a reference is pinned to a digest, or is an image id; nothing is left to resolve then.</summary>
    public static bool IsPinned(string reference) =>
        reference.IndexOf('@') >= 0 || reference.StartsWith("sha256:", StringComparison.Ordinal);

    /// <summary>Writes the tag that is meant when there is none, as docker does.</summary>
    public static string WithTag(string reference)
    {
        if (IsPinned(reference))
        {
            return reference;
        }

        int slash = reference.LastIndexOf('/');
        return reference.IndexOf(':', slash + 1) < 0 ? reference + ":latest" : reference;
    }
}
