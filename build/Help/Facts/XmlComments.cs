using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SwarmTools.Help;

/// <summary>Documentation comments as the compiler wrote them into files, as plain text.</summary>
internal sealed partial class XmlComments
{
    private readonly Dictionary<string, XElement> _members;

    /// <param name="files">The files.</param>
    public XmlComments(IEnumerable<string> files) => _members = files
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        .GroupBy(member => (string)member.Attribute("name")!)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>What the summary of a type says, or nothing.</summary>
    public string OfType(Type type) => Of("T:" + Id(type));

    /// <summary>What the summary of a property says, or nothing.</summary>
    public string OfProperty(Type declaring, string name) => Of($"P:{Id(declaring)}.{name}");

    private string Of(string id) => _members.TryGetValue(id, out XElement? member) && member.Element("summary") is { } summary ? Plain(summary) : "";

    // A generic class has one comment for all of its kinds.
    private static string? Id(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName;

    private static string Plain(XElement element)
    {
        StringBuilder text = new();
        foreach (XNode node in element.Nodes())
        {
            text.Append(node switch
            {
                XText words => words.Value,
                XElement { Name.LocalName: "see" or "paramref" } reference => Named(reference),
                XElement other => Plain(other),
                _ => "",
            });
        }

        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    // "T:SwarmTools.SwarmNode" is told as SwarmNode, "null" as it is.
    private static string Named(XElement reference)
    {
        string name = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("langword") ?? (string?)reference.Attribute("name") ?? "";
        return name[(name.LastIndexOfAny([':', '.']) + 1)..];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
