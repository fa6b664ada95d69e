using System.Globalization;
using SwarmTools.Text;

namespace SwarmTools.Pipelines;

/// <summary>The logging commands of Azure DevOps: <c>##vso[task.logissue type=error;code=ServiceNotFound;]There is no ...</c>.</summary>
/// <remarks>Escapes are those of Microsoft's task library; the agent takes them back. See "Logging commands" in the documentation of Azure Pipelines.</remarks>
internal sealed class AzureBuildLog : BuildLog
{
    public override string Notice(BuildNotice notice)
    {
        string properties = Join(
            ";",
            Property,
            ("type", notice.IsError ? "error" : "warning"),
            ("sourcepath", notice.File),
            ("linenumber", Number(notice.Line)),
            ("columnnumber", Number(notice.Column)),
            ("code", notice.Id));
        return $"##vso[task.logissue {properties};]{Data(ConsoleText.NeutraliseLines(notice.Message))}";
    }

    public override string Progress(int percent, string activity) =>
        $"##vso[task.setprogress value={percent.ToString(CultureInfo.InvariantCulture)};]{Data(ConsoleText.Neutralise(activity))}";

    private static string Data(string text) => text.Replace("%", "%AZP25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Property(string text) => Data(text).Replace("]", "%5D").Replace(";", "%3B");
}
