using System;
using System.Collections.Generic;
using System.IO;

namespace SwarmTools.Infrastructure;

/// <summary>Where a report is to be: a file of JSON, a file of markdown, or both.</summary>
/// <param name="path">The whole path. A folder gets both, named as the stack; what ends in .json or .md is that file alone; to any other both endings are added.</param>
internal sealed class ReportPlace(string path)
{
    private const string Json = ".json";
    private const string Markdown = ".md";

    private readonly bool _isFolder = Directory.Exists(path) || path.EndsWith("/", StringComparison.Ordinal) || path.EndsWith("\\", StringComparison.Ordinal);

    /// <summary>Refuses a place where no file can be, before anything is done that is to be reported.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public void Require()
    {
        string folder = Path.GetDirectoryName(path) ?? "";
        if (!_isFolder && !Directory.Exists(folder))
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The report cannot be written: there is no folder '{folder}'. Make it, or correct -ReportPath. Nothing was changed.");
        }

        NewFile.RequireWritable(Directory.Exists(path) ? path : folder);
    }

    /// <summary>Refuses a place that has no room for the reports of several stacks.</summary>
    /// <param name="given">The place as it was given.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public void RequireRoom(string given)
    {
        if (!_isFolder)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"-ReportPath '{given}' is the report of one stack, and there are several. Name a folder, or one that is to be made: '{given}/'.");
        }
    }

    /// <summary>Writes the files, each as a whole; those that are there are written over.</summary>
    /// <param name="stack">The name of the stack; empty where it is not known.</param>
    /// <param name="json">Makes the JSON.</param>
    /// <param name="markdown">Makes the markdown.</param>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public void Write(string stack, Func<string> json, Func<string> markdown)
    {
        string name = stack.Length > 0 ? stack : "stack";
        foreach ((string ending, Func<string> text) in Wanted(json, markdown))
        {
            NewFile file = _isFolder ? NewFile.At(path, name + ending) : NewFile.At(Has(ending) ? path : path + ending, name);
            file.Replace(text());
        }
    }

    private IEnumerable<(string Ending, Func<string> Text)> Wanted(Func<string> json, Func<string> markdown) =>
        !_isFolder && Has(Json) ? [(Json, json)]
        : !_isFolder && Has(Markdown) ? [(Markdown, markdown)]
        : [(Json, json), (Markdown, markdown)];

    private bool Has(string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
