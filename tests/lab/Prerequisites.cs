using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>The programs that a lab needs: says what is missing, and installs it where it may.</summary>
public static class Prerequisites
{
    /// <summary>The browser that tests open pages in.</summary>
    public const string Browser = "/usr/bin/chromium";

    private const string Mono = "/usr/bin/mono";

    private static readonly (string Program, string Package)[] s_needed =
    [
        ("/usr/sbin/dockerd", "docker.io"),
        ("/usr/sbin/iptables", "iptables"),
        ("/usr/bin/unshare", "util-linux"),
        ("/bin/ip", "iproute2"),
        ("/bin/busybox", "busybox-static"),
        ("/usr/bin/tini-static", "tini"),
        ("/usr/bin/docker-registry", "docker-registry"),
        ("/usr/bin/openssl", "openssl"),
        ("/usr/bin/curl", "curl"),
        ("/usr/sbin/sshd", "openssh-server"),
        ("/usr/bin/ssh", "openssh-client"),
        ("/usr/share/keyrings/debian-archive-keyring.gpg", "debian-archive-keyring"),
    ];

    /// <summary>Makes sure that everything is there.</summary>
    /// <exception cref="LabException">Something is missing, and may not be installed here.</exception>
    public static async Task EnsureAsync(Action<string> say)
    {
        RequireLinux();
        await EnsureAsync([.. s_needed.Where(need => !File.Exists(need.Program)).Select(need => need.Package)], say).ConfigureAwait(false);

        // Newer docker.io packages only recommend the client that older ones bring.
        await EnsureAsync(File.Exists("/usr/bin/docker") ? [] : ["docker-cli"], say).ConfigureAwait(false);
        await EnsureAsync(ImageArchive.IsBusyboxStatic() ? [] : ["busybox-static"], say).ConfigureAwait(false);
        await ControlGroups.MountAsync().ConfigureAwait(false);
    }

    /// <summary>Makes sure that there is a browser, which only tests need.</summary>
    /// <exception cref="LabException">It is missing, and may not be installed here.</exception>
    public static Task EnsureBrowserAsync(Action<string> say) => EnsureAsync(File.Exists(Browser) ? [] : ["chromium"], say);

    /// <summary>Makes sure that there is mono, which only tests need.</summary>
    /// <exception cref="LabException">It is missing, and may not be installed here.</exception>
    public static Task EnsureMonoAsync(Action<string> say) => EnsureAsync(File.Exists(Mono) ? [] : ["mono-devel"], say);

    private static async Task EnsureAsync(string[] missing, Action<string> say)
    {
        if (missing.Length > 0)
        {
            RequireDebianRoot(missing);
            say($"Missing: {string.Join(", ", missing)}. Installing with apt-get.");
            await InstallAsync(missing).ConfigureAwait(false);
        }
    }

    private static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new LabException("A private engine can be started on Linux only. Name an engine with DOCKER_HOST or SWARMTOOLS_TEST_HOST, such as Docker Desktop's.");
        }
    }

    private static void RequireDebianRoot(IReadOnlyList<string> missing)
    {
        if (!Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
        {
            throw new LabException(
                $"Missing: {string.Join(", ", missing)}. Install them (Debian and Ubuntu: apt-get install {string.Join(' ', missing)}) and run this as root, "
                + "or name an engine with DOCKER_HOST or SWARMTOOLS_TEST_HOST.");
        }
    }

    private static async Task InstallAsync(IReadOnlyList<string> packages)
    {
        Dictionary<string, string> quiet = new() { ["DEBIAN_FRONTEND"] = "noninteractive" };

        // Installing must not start services of its own: the lab starts its engines itself.
        const string Policy = "/usr/sbin/policy-rc.d";
        bool hadPolicy = File.Exists(Policy);
        if (!hadPolicy)
        {
            await File.WriteAllTextAsync(Policy, "#!/bin/sh\nexit 101\n").ConfigureAwait(false);
            await Command.ShellAsync("chmod 755 \"$1\"", Policy).ConfigureAwait(false);
        }

        try
        {
            string[] install = ["-o", "DPkg::Lock::Timeout=120", "install", "-y", "-qq", "--no-install-recommends", .. packages];
            CommandResult result = await Command.RunAsync("apt-get", install, quiet).ConfigureAwait(false);
            if (result.ExitCode != 0)
            {
                (await Command.RunAsync("apt-get", ["-qq", "update"], quiet).ConfigureAwait(false)).Require("apt-get update");
                (await Command.RunAsync("apt-get", install, quiet).ConfigureAwait(false)).Require("apt-get install");
            }
        }
        finally
        {
            if (!hadPolicy)
            {
                File.Delete(Policy);
            }
        }
    }
}
