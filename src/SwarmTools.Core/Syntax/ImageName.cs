using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace SwarmTools.Syntax;

/// <summary>The parts of an image reference.</summary>
internal static class ImageName
{
    private static readonly Regex s_repository = new(
        @"^[a-z0-9]+((\.|__?|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|__?|-+)[a-z0-9]+)*)*\z", RegexOptions.CultureInvariant);

    // A registry, or the first part of the repository: the engine decides which.
    private static readonly Regex s_first = new(@"^[a-zA-Z0-9[][a-zA-Z0-9._:\[\]-]*\z", RegexOptions.CultureInvariant);

    private static readonly string[] s_hub = ["docker.io/", "index.docker.io/"];

    private static readonly Regex s_digest = new(
        @"^[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}\z", RegexOptions.CultureInvariant);

    /// <summary>Splits <c>name:tag@sha256:...</c> before the digest, which may be missing.</summary>
    public static (string Image, string Digest) Split(string reference)
    {
        int at = reference.IndexOf('@');
        return at < 0 ? (reference, "") : (reference[..at], reference[(at + 1)..]);
    }

    /// <summary>Refuses what no registry could have.</summary>
    /// <remarks>The rules are those of distribution/reference.</remarks>
    /// <exception cref="SwarmException"><c>ImageInvalid</c>.</exception>
    public static string Require(string reference)
    {
        (string image, string digest) = Split(reference);
        int tag = image.IndexOf(':', image.LastIndexOf('/') + 1);
        string name = tag < 0 ? image : image[..tag];
        string repository = name[(name.IndexOf('/') + 1)..];
        string? why = reference.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? "it holds white space"
            : reference.Contains("://") ? "an image has no scheme such as https://"
            : name.Length == 0 || name.EndsWith("/", StringComparison.Ordinal) ? "the name is missing"
            : repository.Any(char.IsUpper) ? "repository names are lower case"
            : !IsPath(name, repository) ? $"'{name}' is not a name"
            : image.Length < reference.Length && !s_digest.IsMatch(digest) ? $"'{digest}' is not a digest"
            : tag >= 0 && !IsTag(image[(tag + 1)..]) ? $"'{image[(tag + 1)..]}' is not a tag"
            : null;
        return why is null ? reference : throw new SwarmException(
            ErrorId.ImageInvalid, $"'{reference}' cannot be an image: {why}. Accepted is [REGISTRY[:PORT]/]NAME[:TAG][@sha256:DIGEST].");
    }

    private static bool IsPath(string name, string repository) =>
        s_repository.IsMatch(repository) && (repository.Length == name.Length || s_first.IsMatch(name[..name.IndexOf('/')]));

    private static bool IsTag(string tag) => tag.Length is > 0 and <= 128
        && (char.IsLetterOrDigit(tag[0]) || tag[0] == '_')
        && tag.All(c => c < 128 && (char.IsLetterOrDigit(c) || c is '_' or '.' or '-'));

    /// <summary>Whether a reference is pinned to a digest.</summary>
    public static bool IsPinned(string reference) => reference.IndexOf('@') >= 0;

    /// <summary>Whether it is the id of an image, which no registry knows.</summary>
    public static bool IsId(string reference) => reference.StartsWith("sha256:", StringComparison.Ordinal);

    /// <summary>The name without what docker leaves out: docker.io/library/nginx is nginx (distribution/reference, FamiliarName).</summary>
    public static string Familiar(string reference)
    {
        string? hub = s_hub.FirstOrDefault(prefix => reference.StartsWith(prefix, StringComparison.Ordinal));
        string name = hub is null ? reference : reference[hub.Length..];
        return name.StartsWith("library/", StringComparison.Ordinal) && name.IndexOf('/', 8) < 0 ? name[8..] : name;
    }

    /// <summary>The registry of an image: what is before the first slash if it can be a host, Docker Hub otherwise.</summary>
    public static string Registry(string reference)
    {
        int slash = reference.IndexOf('/');
        string first = slash < 0 ? "" : reference[..slash];
        return first == "index.docker.io" ? "docker.io" : first == "localhost" || first.Any(c => c is '.' or ':' || char.IsUpper(c)) ? first : "docker.io";
    }

    /// <summary>The name without registry, tag and digest.</summary>
    public static string Repository(string reference)
    {
        string name = Split(reference).Image;
        int tag = name.IndexOf(':', name.LastIndexOf('/') + 1);
        name = tag < 0 ? name : name[..tag];
        return Registry(reference) + "/" == name[..(name.IndexOf('/') + 1)] ? name[(name.IndexOf('/') + 1)..] : name;
    }

    /// <summary>A text without the name of an image, where that stands alone: <c>auth</c> is a name, but not in <c>unauthorized</c>.</summary>
    public static string Without(string text, string reference)
    {
        string[] names = [reference, Repository(reference)];
        return names.Aggregate(text, (left, name) => Regex.Replace(left, $@"(?<![\w-]){Regex.Escape(name)}(?![\w-])", "", RegexOptions.CultureInvariant));
    }

    /// <summary>Writes the tag that is meant when there is none, as docker does.</summary>
    public static string WithTag(string reference)
    {
        if (IsPinned(reference) || IsId(reference))
        {
            return reference;
        }

        int slash = reference.LastIndexOf('/');
        return reference.IndexOf(':', slash + 1) < 0 ? reference + ":latest" : reference;
    }
}
