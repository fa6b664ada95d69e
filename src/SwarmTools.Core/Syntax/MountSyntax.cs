using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;

namespace SwarmTools.Syntax;

/// <summary>Reads mounts: <c>type=bind,source=/a,target=/b,readonly</c> or a hashtable with these keys.</summary>
/// <remarks>The keys are those of docker/cli (opts/mount.go).</remarks>
internal static class MountSyntax
{
    private const string Accepted =
        "Accepted is type=volume|bind|tmpfs|npipe|cluster,source=NAME or PATH,target=PATH[,readonly][,bind-propagation=][,volume-nocopy][,volume-driver=][,volume-opt=K=V][,volume-label=K=V][,tmpfs-size=][,tmpfs-mode=], or a hashtable with these keys.";

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
            Target = options.Require("target", "dst", "destination"),
            ReadOnly = options.TakeFlag("readonly", "ro"),
            BindPropagation = options.Take("bind-propagation") ?? "",
            VolumeNoCopy = options.TakeFlag("volume-nocopy"),
            VolumeDriver = options.Take("volume-driver") ?? "",
            VolumeOptions = Pairs(options, options.TakeAll("volume-opt", "volume-option")),
            VolumeLabels = Pairs(options, options.TakeAll("volume-label")),
            TmpfsSize = options.Take("tmpfs-size") is { } size ? SizeSyntax.Parse(size) : null,
            TmpfsMode = options.Take("tmpfs-mode") is { } mode ? Octal(options, mode) : null,
        };
        options.RequireAllUsed();
        RequireSense(options, mount);
        return mount;
    }

    private static void RequireSense(OptionBag options, SwarmMount mount)
    {
        bool needsSource = mount.Type is SwarmMountType.Bind or SwarmMountType.Npipe or SwarmMountType.Cluster;
        if (needsSource && mount.Source.Length == 0)
        {
            throw options.Invalid("'source' is missing");
        }

        if (mount.Type == SwarmMountType.Tmpfs && mount.Source.Length > 0)
        {
            throw options.Invalid("tmpfs has no source");
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

    private static int Octal(OptionBag options, string text)
    {
        try
        {
            return Convert.ToInt32(text, 8);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or OverflowException)
        {
            throw options.Invalid($"'{text}' is not an octal file mode, such as 1777");
        }
    }
}
