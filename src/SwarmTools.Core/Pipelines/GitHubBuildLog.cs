using System.Globalization;
using SwarmTools.Text;

namespace SwarmTools.Pipelines;

/// <summary>The workflow commands of GitHub Actions: <c>::error title=ServiceNotFound::There is no ...</c>.</summary>
/// <remarks>Escapes are those of GitHub's own toolkit. There is no command for progress: it is a debug line, which shows where debug logging is enabled.</remarks>
internal sealed class GitHubBuildLog : BuildLog
{
    public override string Notice(BuildNotice notice)
    {
        string properties = Join(",", Property, ("file", notice.File), ("line", Number(notice.Line)), ("col", Number(notice.Column)), ("title", notice.Id));
        return $"::{(notice.IsError ? "error" : "warning")}{(properties.Length > 0 ? " " : "")}{properties}::{Data(ConsoleText.NeutraliseLines(notice.Message))}";
    }

    public override string Progress(int percent, string activity) =>
        $"::debug::{percent.ToString(CultureInfo.InvariantCulture)}%25 {Data(ConsoleText.Neutralise(activity))}";

    private static string Data(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Property(string text) => Data(text).Replace(":", "%3A").Replace(",", "%2C");
}
