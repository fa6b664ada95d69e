using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Pipelines;

/// <summary>Writes the logging commands of a build service: lines that it reads out of what a program writes. Pure.</summary>
internal abstract class BuildLog
{
    /// <summary>The variable that switches the commands off: <c>off</c>, <c>false</c>, <c>no</c> or <c>0</c>.</summary>
    public const string Switch = "SWARMTOOLS_LOGGING_COMMANDS";

    private static readonly string[] s_off = ["off", "false", "no", "0"];

    /// <summary>The log of the build service that this process runs under; null for none, and where its commands are switched off.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static BuildLog? Of(Func<string, string?> variable) =>
        s_off.Contains(variable(Switch)?.Trim() ?? "", StringComparer.OrdinalIgnoreCase) ? null
        : IsTrue(variable("TF_BUILD")) ? new AzureBuildLog { Root = variable("BUILD_SOURCESDIRECTORY") ?? "" }
        : IsTrue(variable("GITHUB_ACTIONS")) ? new GitHubBuildLog { Root = variable("GITHUB_WORKSPACE") ?? "" }
        : null;

    /// <summary>The folder that a build service takes files to be relative to; empty where it is not known.</summary>
    public string Root { get; init; } = "";

    /// <summary>How the service names a file.</summary>
    /// <param name="path">Its whole path.</param>
    public string PlaceOf(string path)
    {
        string root = Root.TrimEnd('/', '\\');
        StringComparison comparison = root.IndexOf('\\') >= 0 ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return root.Length > 0 && path.Length > root.Length && path.StartsWith(root, comparison) && path[root.Length] is '/' or '\\'
            ? path[(root.Length + 1)..].Replace('\\', '/')
            : path;
    }

    /// <summary>The line that tells of an error or a warning.</summary>
    public abstract string Notice(BuildNotice notice);

    /// <summary>The line that tells how far the work is.</summary>
    /// <param name="percent">How far, 0 to 100.</param>
    /// <param name="activity">What is done.</param>
    public abstract string Progress(int percent, string activity);

    /// <summary>The properties that have a value, in a service's own writing.</summary>
    private protected static string Join(string separator, Func<string, string> escape, params (string Name, string Value)[] properties)
    {
        IEnumerable<string> written = properties.Where(property => property.Value.Length > 0).Select(property => $"{property.Name}={escape(property.Value)}");
        return string.Join(separator, written);
    }

    /// <summary>A number counted from 1; empty for none.</summary>
    private protected static string Number(int number) => number > 0 ? number.ToString(CultureInfo.InvariantCulture) : "";

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);
}
