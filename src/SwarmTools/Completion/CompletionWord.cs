using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SwarmTools.Completion;

/// <summary>The word under the cursor: what was typed of it, and the quote it began with.</summary>
internal sealed class CompletionWord
{
    private readonly WildcardPattern _pattern;
    private readonly char _quote;

    public CompletionWord(string typed)
    {
        _quote = typed.Length > 0 && typed[0] is '\'' or '"' ? typed[0] : '\0';
        string text = _quote == '\0' ? typed : typed[1..].TrimEnd(_quote);
        string pattern = WildcardPattern.ContainsWildcardCharacters(text) ? text : WildcardPattern.Escape(text);
        _pattern = WildcardPattern.Get(pattern + "*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
    }

    /// <summary>The names that fit, sorted, written so that PowerShell reads them back as they are.</summary>
    public IEnumerable<CompletionResult> Complete(IEnumerable<string> names) => names
        .Where(_pattern.IsMatch)
        .Distinct(StringComparer.Ordinal)
        .OrderBy(name => name, StringComparer.OrdinalIgnoreCase)
        .Select(name => new CompletionResult(Written(name), name, CompletionResultType.ParameterValue, name));

    private string Written(string name) => _quote switch
    {
        '"' => "\"" + name.Replace("`", "``").Replace("\"", "`\"").Replace("$", "`$") + "\"",
        '\'' => Quoted(name),
        _ => name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') && name[0] != '-' ? name : Quoted(name),
    };

    private static string Quoted(string name) => "'" + CodeGeneration.EscapeSingleQuotedStringContent(name) + "'";
}
