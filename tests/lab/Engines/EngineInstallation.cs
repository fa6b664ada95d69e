using System.IO;

namespace SwarmTools.Lab;

/// <summary>An engine on this machine: the system's, or one that was unpacked beside it.</summary>
/// <param name="Name">The short version, such as 28.5.</param>
/// <param name="Folder">Where it was unpacked; empty for the system's.</param>
public sealed record EngineInstallation(string Name, string Folder)
{
    /// <summary>The daemon.</summary>
    public string Daemon => Path.Combine(Folder.Length == 0 ? "/" : Folder, "usr/sbin/dockerd");

    /// <summary>The docker CLI that belongs to it.</summary>
    public string Client => Path.Combine(Folder.Length == 0 ? "/" : Folder, "usr/bin/docker");

    /// <summary>The search path with this engine's programs first; its runc and tini are the system's, as the newer ones need a newer libc.</summary>
    public string SearchPath => (Folder.Length == 0 ? "" : $"{Folder}/usr/bin:{Folder}/usr/sbin:") + "/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>What the daemon says of its version.</summary>
    public string Version => Command.Run(Daemon, "--version").Require("dockerd --version").Trim();

    /// <inheritdoc/>
    public override string ToString() => Name;
}
