using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SwarmTools.Engine.Tests.Support;

/// <summary>A program named ssh, first on the PATH: it notes how it was called and then does what the test wants of the host.</summary>
internal static partial class FakeSsh
{
    private static readonly string s_folder = Directory.CreateTempSubdirectory("fake-ssh-").FullName;

    /// <summary>Connects to a fake engine, as <c>docker system dial-stdio</c> does.</summary>
    public static string Bridge(string hostUri) =>
        $"exec 3<>/dev/tcp/127.0.0.1/{Port().Match(hostUri).Value}\nexec 4<&0\ncat <&4 >&3 &\nexec cat <&3 4<&-";

    /// <summary>Says what happens on a host; the name must be the test's own.</summary>
    public static string Host(string name, string script)
    {
        File.WriteAllText(Path.Combine(s_folder, name + ".do"), script + "\n");
        return name;
    }

    public static bool WasCalled(string host) => File.Exists(Path.Combine(s_folder, host + ".args"));

    /// <summary>The arguments of the first call.</summary>
    public static IReadOnlyList<string> ArgumentsFor(string host) =>
        [.. File.ReadAllText(Path.Combine(s_folder, host + ".args")).Split("\0end\0")[0].Split('\0').Where(argument => argument.Length > 0)];

    /// <summary>Puts another program on the search path, beside ssh.</summary>
    public static void AddProgram(string name, string script)
    {
        string program = Path.Combine(s_folder, name);
        File.WriteAllText(program, script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The full path of a program that was added.</summary>
    public static string PathOf(string name) => Path.Combine(s_folder, name);

    [ModuleInitializer]
    internal static void Install()
    {
        AddProgram("ssh", """
            #!/usr/bin/env bash
            folder=$(dirname "$0")
            host=none
            previous=
            for argument in "$@"; do
              [ "$previous" = -- ] && host=$argument && break
              previous=$argument
            done
            printf '%s\0' "$@" end >>"$folder/$host.args"
            . "$folder/$host.do"

            """);
        Environment.SetEnvironmentVariable("PATH", s_folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));

        // Nobody listens there: whoever honours a proxy fails.
        foreach (string variable in new[] { "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy" })
        {
            Environment.SetEnvironmentVariable(variable, "http://127.0.0.1:9");
        }

        Environment.SetEnvironmentVariable("NO_PROXY", null);
        Environment.SetEnvironmentVariable("no_proxy", null);
    }

    [GeneratedRegex("[0-9]+$")]
    private static partial Regex Port();
}
