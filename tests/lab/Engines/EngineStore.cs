using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>The engines that tests run on: the system's, and newer ones from newer suites of the machine's own Debian mirror.</summary>
/// <remarks>The newer ones are unpacked, not installed: the system stays as it is.</remarks>
public static partial class EngineStore
{
    /// <summary>Debian's suites after that of the system; sid moves on.</summary>
    private static readonly string[] s_suites = ["trixie", "sid"];

    /// <summary>The folder of the unpacked engines; SWARMTOOLS_LAB_ENGINES names another.</summary>
    public static string Folder => Environment.GetEnvironmentVariable("SWARMTOOLS_LAB_ENGINES") is { Length: > 0 } named
        ? named
        : Path.Combine(
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
            "swarmtools-lab");

    /// <summary>The engines that are here now, oldest first, each version once.</summary>
    public static IReadOnlyList<EngineInstallation> Available =>
    [
        .. new[] { "" }
            .Concat(s_suites.Select(suite => Path.Combine(Folder, suite)))
            .Select(folder => new EngineInstallation(folder))
            .Where(engine => File.Exists(engine.Daemon))
            .DistinctBy(engine => engine.Name)
            .OrderBy(engine => Version.Parse(engine.Name)),
    ];

    /// <summary>The engine of a name.</summary>
    public static EngineInstallation Get(string name) => Available.FirstOrDefault(engine => engine.Name == name)
        ?? throw new LabException($"The engine {name} is not here. 'dotnet run --project tests/lab -- engines' fetches it.");

    /// <summary>Fetches what is missing; an engine that cannot be had is told and left out.</summary>
    public static async Task FetchAsync(Action<string> say)
    {
        foreach (string suite in s_suites)
        {
            string folder = Path.Combine(Folder, suite);
            if (File.Exists(Path.Combine(folder, "usr/sbin/dockerd")))
            {
                continue;
            }

            try
            {
                say($"Fetching the engine of Debian's {suite}.");
                await UnpackAsync(suite, folder).ConfigureAwait(false);
            }
            catch (LabException failure)
            {
                say($"The engine of Debian's {suite} cannot be had: {failure.Message}");
            }
        }
    }

    private static async Task UnpackAsync(string suite, string folder)
    {
        string partial = folder + ".partial";
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        Directory.CreateDirectory(partial);
        await Command.ShellAsync(
            """
            work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
            mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial" "$work/etc/preferences.d" "$work/etc/sources.list.d" "$work/debs"
            echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $3 $1 main" > "$work/etc/sources.list"
            touch "$work/state/status"
            apt() {
                apt-get -qq -o Dir::State="$work/state" -o Dir::State::status="$work/state/status" -o Dir::Cache="$work/cache" \
                    -o Dir::Etc::sourcelist="$work/etc/sources.list" -o Dir::Etc::sourceparts="$work/etc/sources.list.d" \
                    -o Dir::Etc::preferencesparts="$work/etc/preferences.d" -o Acquire::Languages=none -o APT::Sandbox::User=root "$@"
            }
            apt update
            cd "$work/debs"
            apt download docker.io docker-cli containerd
            for package in *.deb; do dpkg -x "$package" "$2"; done
            ln -sf /usr/bin/tini-static "$2/usr/bin/docker-init"
            """,
            suite,
            partial,
            Mirror()).ConfigureAwait(false);
        Directory.Move(partial, folder);
    }

    /// <summary>The Debian mirror that this machine installs from; SWARMTOOLS_LAB_MIRROR names one where it is no Debian.</summary>
    private static string Mirror()
    {
        if (Environment.GetEnvironmentVariable("SWARMTOOLS_LAB_MIRROR") is { Length: > 0 } named)
        {
            return named;
        }

        string[] files =
        [
            "/etc/apt/sources.list.d/debian.sources",
            "/etc/apt/sources.list",
            .. Directory.Exists("/etc/apt/sources.list.d") ? Directory.GetFiles("/etc/apt/sources.list.d").Order(StringComparer.Ordinal) : Enumerable.Empty<string>(),
        ];
        return files
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => Source().Match(line))
            .FirstOrDefault(match => match.Success)?.Groups["uri"].Value
            ?? throw new LabException("This machine names no Debian mirror in /etc/apt. Name one with SWARMTOOLS_LAB_MIRROR.");
    }

    [GeneratedRegex(@"^(URIs:\s*|deb\s+(\[[^\]]*\]\s+)?)(?<uri>\S+/debian/?)(\s|$)")]
    private static partial Regex Source();
}
