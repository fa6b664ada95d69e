using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>The control groups that engines need, on machines without systemd.</summary>
internal static class ControlGroups
{
    private const string Root = "/sys/fs/cgroup";

    public static async Task MountAsync()
    {
        if (File.Exists(Root + "/cgroup.controllers") || Directory.Exists(Root + "/devices"))
        {
            return;
        }

        await Command.ShellAsync(
            """
            mountpoint -q /sys/fs/cgroup || mount -t tmpfs -o mode=755 tmpfs /sys/fs/cgroup
            for c in cpu cpuacct cpuset memory devices freezer blkio pids; do
                mkdir -p /sys/fs/cgroup/$c
                mountpoint -q /sys/fs/cgroup/$c || mount -t cgroup -o $c cgroup /sys/fs/cgroup/$c 2>/dev/null || rmdir /sys/fs/cgroup/$c
            done
            """).ConfigureAwait(false);
    }

    /// <summary>Removes the groups below a parent that a lab used; those of version 2 lie at the root.</summary>
    public static void Remove(string parent)
    {
        foreach (string hierarchy in Directory.Exists(Root) ? Directory.GetDirectories(Root).Append(Root) : [])
        {
            string group = Path.Combine(hierarchy, parent);
            if (Directory.Exists(group))
            {
                foreach (string folder in Directory.GetDirectories(group, "*", SearchOption.AllDirectories).OrderByDescending(folder => folder.Length).Append(group))
                {
                    TryRemove(folder);
                }
            }
        }
    }

    private static void TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A group whose last process is about to go; the next lab of this number removes it.
        }
    }
}
