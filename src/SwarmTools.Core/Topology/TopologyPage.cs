using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using SwarmTools.Text;

namespace SwarmTools.Topology;

/// <summary>Writes a picture of a swarm as one page that needs nothing else. Pure.</summary>
internal sealed class TopologyPage(TopologySight sight, TimeSpan? refresh)
{
    private const string Generator = "<meta name=\"generator\" content=\"SwarmTools Show-SwarmTopology\" />";

    // A gray square with a dot: without one browsers ask a server for an icon.
    private const string Icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Ccircle cx='8' cy='8' r='6' fill='%231a7f37'/%3E%3C/svg%3E";

    private readonly SwarmTopology _topology = sight.Topology;

    /// <summary>How much of a page tells that it is one.</summary>
    public const int Beginning = 512;

    /// <summary>Whether a file that begins so is a page of this kind.</summary>
    public static bool IsOne(string beginning) => beginning.Contains(Generator);

    /// <summary>The page.</summary>
    public string Write()
    {
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\" />\n").Append(Generator).Append('\n');
        foreach (XElement element in Head())
        {
            page.Append(Text(element)).Append('\n');
        }

        page.Append("<style>").Append(PageAssets.Style).Append("</style>\n</head>\n<body>\n").Append(PageAssets.Icons);
        foreach (XElement element in Body())
        {
            page.Append(Text(element)).Append('\n');
        }

        return page.Append("<script>").Append(PageAssets.Script).Append("</script>\n</body>\n</html>\n").ToString();
    }

    private IEnumerable<XElement> Head()
    {
        yield return Meta("http-equiv", "Content-Security-Policy", PageAssets.Policy);
        yield return Meta("name", "viewport", "width=device-width, initial-scale=1");
        yield return Meta("name", "color-scheme", "light dark");
        yield return Meta("name", "referrer", "no-referrer");
        if (Seconds is { } seconds)
        {
            yield return Meta("http-equiv", "refresh", seconds);
        }

        yield return new("link", Html.Has("rel", "icon"), Html.Has("href", Icon));
        yield return Html.Of("title", $"{_topology.Name} \u2013 swarm topology");
    }

    private IEnumerable<XElement> Body()
    {
        PageProblems problems = new(_topology);
        yield return Html.Of("a.skip", Html.Has("href", "#nodes"), "Skip to the nodes");
        yield return Header();
        yield return Html.Of(
            "main",
            PageSummary.Of(_topology),
            problems.Section(),
            PageNodes.Section(_topology),
            PageNodes.Unplaced(_topology),
            PageServices.Section(_topology));
        yield return Html.Of("footer", Html.Of("p", "Made by Show-SwarmTopology of SwarmTools. Nothing on this page comes from elsewhere."));
    }

    private XElement Header() => Html.Of(
        "header",
        Html.Of("p.eyebrow", "Swarm topology"),
        Html.Of("h1", _topology.Name),
        Html.Of(
            "p.taken",
            "Seen at ",
            Time(_topology.TakenAt, "taken"),
            Html.Of("span", Html.Has("id", "age")),
            Seconds is null ? ". One picture: it is not renewed." : $". Renewed every {SwarmText.Duration(refresh!.Value)}."),
        sight.Problem.Length == 0 ? null : Html.Of(
            "div.alert",
            Html.Has("role", "alert"),
            Html.Of("p", Html.Of("strong", "The swarm could not be read"), " at ", Time(sight.ProblemAt), ". What is below is older."),
            Html.Of("p", sight.Problem)),
        Seconds is not { } seconds ? null : Html.Of(
            "div.alert",
            Html.Has("id", "stale"),
            Html.Has("role", "status"),
            Html.Has("data-refresh", seconds),
            Html.Has("hidden", "hidden"),
            Html.Of("p", Html.Of("strong", "This picture is old."), " Nobody renews it any more: run Show-SwarmTopology again.")));

    private string? Seconds => refresh is { } every ? Math.Max(1, Math.Ceiling(every.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture) : null;

    private static XElement Time(DateTimeOffset time, string? id = null) => Html.Of(
        "time",
        id is null ? null : Html.Has("id", id),
        Html.Has("datetime", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));

    private static XElement Meta(string kind, string name, string content) => new("meta", Html.Has(kind, name), Html.Has("content", content));

    private static string Text(XElement element) => element.ToString(SaveOptions.DisableFormatting);
}
