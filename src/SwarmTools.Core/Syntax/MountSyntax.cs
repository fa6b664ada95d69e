using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using SwarmTools.Text;

namespace SwarmTools.Syntax;

/// <summary>Reads mounts: <c>type=bind,source=/a,target=/b,readonly</c> or a hashtable with these keys.</summary>
/// <remarks>The keys are those of docker/cli (opts/mount.go).</remarks>
internal static class MountSyntax
{
    private const string Accepted =
        "Accepted is type=volume|bind|tmpfs|npipe|cluster,source=NAME or PATH,target=PATH[,readonly][,consistency=], for bind [,bind-propagation=][,bind-recursive=enabled|disabled], for volume [,volume-subpath=][,volume-nocopy][,volume-driver=][,volume-opt=K=V][,volume-label=K=V], for tmpfs [,tmpfs-size=][,tmpfs-mode=][,tmpfs-opt=], or a hashtable with these keys.";

    // The words of the kernel, for bind mounts.
    private static readonly string[] s_propagations = ["private", "rprivate", "shared", "rshared", "slave", "rslave"];

    private static readonly string[] s_consistencies = ["default", "consistent", "cached", "delegated"];

    /// <summary>The keys that may stand without a value.</summary>
    public static string[] Flags => ["readonly", "volume-nocopy", "bind-nonrecursive"];

    public static SwarmMount Parse(object value) => value switch
    {
        SwarmMount mount => mount,
        IDictionary table => Read(OptionBag.From(table, ErrorId.MountSyntaxInvalid, Accepted)),
        _ => Read(OptionBag.Parse(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", ErrorId.MountSyntaxInvalid, Accepted)),
    };

    private static SwarmMount Read(OptionBag options)
    {
        SwarmMountType type = options.TakeEnum(SwarmMountType.Volume, "type");
        SwarmMount mount = new()
        {
            Type = type,
            Source = options.Take("source", "src") ?? "",
            Target = options.Take("target", "dst", "destination") is { Length: > 0 } target ? target : throw options.Invalid(WithoutTarget(options.Text)),
            ReadOnly = options.TakeFlag("readonly", "ro"),
            Consistency = OneOf(options, s_consistencies, "consistency"),
            BindPropagation = OneOf(options, s_propagations, "bind-propagation"),
            BindRecursion = Recursion(options),
            VolumeSubpath = options.Take("volume-subpath") ?? "",
            VolumeNoCopy = options.TakeFlag("volume-nocopy"),
            VolumeDriver = options.Take("volume-driver") ?? "",
            VolumeOptions = Pairs(options, options.TakeAll("volume-opt", "volume-option")),
            VolumeLabels = Pairs(options, options.TakeAll("volume-label")),
            TmpfsSize = options.Take("tmpfs-size") is { } size ? Size(options, size) : null,
            TmpfsMode = options.TakeMode("tmpfs-mode", "1777"),
            TmpfsOptions = options.TakeAll("tmpfs-opt", "tmpfs-option", "tmpfs-options"),
        };
        options.RequireAllUsed();
        RequireSense(options, mount);
        return mount;
    }

    private static string WithoutTarget(string text) => text.Contains(":") && !text.Contains("=")
        ? "the form of docker run -v is not taken for services; write source=" + text.Replace(":", ",target=")
        : "'target' is missing";

    // bind-nonrecursive is docker's older word for bind-recursive=disabled.
    private static SwarmBindRecursion Recursion(OptionBag options)
    {
        bool isOff = options.TakeFlag("bind-nonrecursive");
        if (options.TakeFlag("bind-create-src", "bind-create-mountpoint"))
        {
            throw options.Invalid("engines drop 'bind-create-src' in silence for services; make the folder on each node first");
        }

        if (options.Take("bind-recursive", "bind-recursion") is { } word && (word.Equals("writable", StringComparison.OrdinalIgnoreCase) || word.Equals("readonly", StringComparison.OrdinalIgnoreCase)))
        {
            throw options.Invalid($"engines drop 'bind-recursive={word}' in silence for services; enabled and disabled are kept");
        }

        SwarmBindRecursion recursion = options.TakeEnum(SwarmBindRecursion.Unknown, "bind-recursive", "bind-recursion");
        return !isOff ? recursion
            : recursion is SwarmBindRecursion.Unknown or SwarmBindRecursion.Disabled ? SwarmBindRecursion.Disabled
            : throw options.Invalid("'bind-nonrecursive' and 'bind-recursive' contradict each other");
    }

    private static string OneOf(OptionBag options, string[] words, string name)
    {
        string? word = options.Take(name);
        return word is null ? ""
            : Array.Find(words, known => string.Equals(known, word, StringComparison.OrdinalIgnoreCase))
                ?? throw options.Invalid($"'{word}' is not one of {string.Join(", ", words)} ({name})");
    }

    private static void RequireSense(OptionBag options, SwarmMount mount)
    {
        bool needsSource = mount.Type is SwarmMountType.Bind or SwarmMountType.Npipe or SwarmMountType.Cluster;
        if (needsSource && mount.Source.Length == 0)
        {
            throw options.Invalid("'source' is missing");
        }

        if (mount.Type == SwarmMountType.Bind && mount.Source is "." or ".." || mount.Source.StartsWith("./", StringComparison.Ordinal) || mount.Source.StartsWith("../", StringComparison.Ordinal))
        {
            throw options.Invalid($"'{mount.Source}' is relative, and what is bound is on the nodes; write the whole path");
        }

        if (mount.Type == SwarmMountType.Tmpfs && mount.Source.Length > 0)
        {
            throw options.Invalid("tmpfs has no source");
        }

        RequireType(options, mount, SwarmMountType.Bind, mount.BindPropagation.Length > 0 ? "bind-propagation"
            : mount.BindRecursion != SwarmBindRecursion.Unknown ? "bind-recursive"
            : "");
        RequireType(options, mount, SwarmMountType.Volume, mount.VolumeNoCopy ? "volume-nocopy"
            : mount.VolumeSubpath.Length > 0 ? "volume-subpath"
            : mount.VolumeDriver.Length > 0 ? "volume-driver"
            : mount.VolumeOptions.Count > 0 ? "volume-opt"
            : mount.VolumeLabels.Count > 0 ? "volume-label"
            : "");
        RequireType(options, mount, SwarmMountType.Tmpfs, mount.TmpfsSize is not null ? "tmpfs-size" : mount.TmpfsMode is not null ? "tmpfs-mode" : mount.TmpfsOptions.Count > 0 ? "tmpfs-opt" : "");
    }

    // The engine takes a service whose mounts mix them, and every task of it fails.
    private static void RequireType(OptionBag options, SwarmMount mount, SwarmMountType type, string option)
    {
        if (option.Length > 0 && mount.Type != type)
        {
            throw options.Invalid($"'{option}' goes with {EnumText.Write(type, '-')} mounts only");
        }
    }

    private static ReadOnlyDictionary<string, string> Pairs(OptionBag options, IReadOnlyList<string> texts)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int equals = text.IndexOf('=');
            if (equals == 0)
            {
                throw options.Invalid($"'{text}' is not KEY=VALUE");
            }

            pairs[equals < 0 ? text : text[..equals]] = equals < 0 ? "" : text[(equals + 1)..];
        }

        return new(pairs);
    }

    private static long Size(OptionBag options, string text) =>
        SizeSyntax.TryParse(text, out long bytes) ? bytes : throw options.Invalid($"'{text}' is not a size, such as 64m (tmpfs-size)");
}
