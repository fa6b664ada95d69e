using System;
using System.IO;
using System.Text.RegularExpressions;

namespace SwarmTools.Lab;

/// <summary>An engine on this machine: the system's, or one that was unpacked beside it.</summary>
/// <param name="Folder">Where it was unpacked; empty for the system's.</param>
public sealed partial record EngineInstallation(string Folder)
{
    private readonly Lazy<string> _version = new(() => Command.Run(Path.Combine(Folder.Length == 0 ? "/" : Folder, "usr/sbin/dockerd"), "--version").Require("dockerd --version").Trim());

    /// <summary>The short version, such as 28.5: "Docker version 20.10.24+dfsg1, build 297e128".</summary>
    public string Name => Short().Match(Version) is { Success: true } found ? found.Value : "0.0";

    /// <summary>The daemon.</summary>
    public string Daemon => Path.Combine(Folder.Length == 0 ? "/" : Folder, "usr/sbin/dockerd");

    /// <summary>The docker CLI that belongs to it.</summary>
    public string Client => Path.Combine(Folder.Length == 0 ? "/" : Folder, "usr/bin/docker");

    /// <summary>The search path with this engine's programs first; its runc and tini are the system's, as the newer ones need a newer libc.</summary>
    public string SearchPath => (Folder.Length == 0 ? "" : $"{Folder}/usr/bin:{Folder}/usr/sbin:") + "/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>What the daemon says of its version.</summary>
    public string Version => _version.Value;

    /// <inheritdoc/>
    public override string ToString() => Name;

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Short();
}
