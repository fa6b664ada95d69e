using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using SwarmTools.Text;

namespace SwarmTools.Topology;

/// <summary>Elements of a page. Whatever text goes into one is encoded when it is written, and made safe to be read before.</summary>
internal static class Html
{
    /// <summary>An element of a class.</summary>
    /// <param name="name">Its name, with its classes: <c>li.task.failed</c>.</param>
    /// <param name="content">Attributes, elements and texts; null for nothing. An element without content is not closed in one: HTML knows that of some only.</param>
    public static XElement Of(string name, params object?[] content)
    {
        string[] parts = name.Split('.');
        XElement element = new(parts[0], "");
        if (parts.Length > 1)
        {
            element.SetAttributeValue("class", string.Join(" ", parts.Skip(1)));
        }

        element.Add(content.Select(Safe).ToArray());
        return element;
    }

    /// <summary>An attribute.</summary>
    public static XAttribute Has(string name, string value) => new(name, Clean(value));

    /// <summary>What is read aloud and not shown.</summary>
    public static XElement Unseen(string text) => Of("span.unseen", text);

    /// <summary>A text in which nothing drives the reader: no control characters, nothing that turns the direction of a line, no half of a character.</summary>
    public static string Clean(string text)
    {
        string safe = ConsoleText.Neutralise(text);
        StringBuilder clean = new(safe.Length);
        for (int i = 0; i < safe.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(safe[i]) && i + 1 < safe.Length && char.IsLowSurrogate(safe[i + 1]);
            clean.Append(isPair || !(char.IsSurrogate(safe[i]) || safe[i] >= '\ufffe') ? safe[i] : '\ufffd');
            if (isPair)
            {
                clean.Append(safe[++i]);
            }
        }

        return clean.ToString();
    }

    private static object? Safe(object? content) => content switch
    {
        string text => Clean(text),
        IEnumerable<object> several => several.Select(Safe).ToArray(),
        _ => content,
    };
}
