using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using SwarmTools.Parameters;

namespace SwarmTools.Completion;

/// <summary>What the tab key was pressed on: the command line as far as it is written.</summary>
/// <param name="Command">The name of the cmdlet.</param>
/// <param name="Parameter">The name of the parameter.</param>
/// <param name="Word">The word under the cursor.</param>
/// <param name="Line">The command.</param>
/// <param name="Bound">The arguments of other parameters, where they are known already.</param>
internal sealed record CompletionRequest(string Command, string Parameter, CompletionWord Word, CommandAst? Line, IDictionary Bound)
{
    /// <summary>The noun of the cmdlet, such as SwarmService.</summary>
    public string Noun => Command[(Command.LastIndexOf('-') + 1)..];

    /// <summary>The argument of another parameter; null for none.</summary>
    public object? Argument(string parameter) => Bound[parameter] is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : Bound[parameter];

    /// <summary>Whether an object is one of those that -Name names; without it, all are.</summary>
    public bool Names(SwarmObject item)
    {
        List<string> given = [.. Texts(Argument("Name"))];
        return given.Count == 0 || given.Exists(text => text == item.Id || WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(item.Name));
    }

    /// <summary>
    /// The texts before the word in the same list: without quotes, PowerShell reads <c>type=volume,source=</c> as two.
    /// </summary>
    public IReadOnlyList<string> Before()
    {
        // A list that ends with a comma is an error as yet, and has its texts all the same.
        IReadOnlyList<StringConstantExpressionAst> texts = Line?.CommandElements
            .Where(element => element is ArrayLiteralAst or ErrorExpressionAst)
            .Select(list => list.FindAll(node => node is StringConstantExpressionAst, searchNestedScriptBlocks: false).Cast<StringConstantExpressionAst>().ToList())
            .LastOrDefault(list => Word.Text.Length == 0 || list.Exists(text => text.Value == Word.Text)) ?? [];
        return [.. texts.Select(text => text.Value).TakeWhile(text => Word.Text.Length == 0 || text != Word.Text)];
    }

    private static IEnumerable<string> Texts(object? argument) => (argument is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : argument) switch
    {
        null => [],
        string text => [text],
        SwarmObject item => [item.Id],
        SwarmReference reference => [reference.Name],
        IEnumerable many => many.Cast<object?>().SelectMany(Texts),
        PSObject copy => copy.Properties["Id"]?.Value is string id ? [id] : [],
        object other => [Convert.ToString(other, System.Globalization.CultureInfo.InvariantCulture) ?? ""],
    };
}
