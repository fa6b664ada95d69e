using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using SwarmTools.Text;

namespace SwarmTools.Completion;

/// <summary>The word under the cursor: what was typed of it, and the quote it began with.</summary>
internal sealed class CompletionWord
{
    // PowerShell takes typographic quotes for quotes: a label of somebody else could end the text and go on as a command.
    private static readonly Regex s_endsOrFillsIn = new("[`$\"\u201C\u201D\u201E]", RegexOptions.CultureInvariant);

    private static readonly char[] s_wildcards = ['*', '?'];

    // PowerShell refuses a pattern with a set that does not end.
    private static readonly Regex s_openSet = new(@"\[[^\]]*$", RegexOptions.CultureInvariant);

    private readonly char _quote;

    public CompletionWord(string typed)
    {
        _quote = typed.Length > 0 && typed[0] is '\'' or '"' ? typed[0] : '\0';
        Text = _quote == '\0' ? typed : typed[^1] == _quote && typed.Length > 1 ? typed[1..^1] : typed[1..];
    }

    /// <summary>What was typed, without quotes.</summary>
    public string Text { get; }

    /// <summary>The items that fit, each once and sorted, written so that PowerShell reads them back as they are.</summary>
    public IEnumerable<CompletionResult> Complete(IEnumerable<CompletionItem> items) => Complete(items, kept: "");

    /// <inheritdoc cref="Complete(IEnumerable{CompletionItem})"/>
    /// <param name="items">What there is.</param>
    /// <param name="kept">The beginning of the word that stays as it is: only what follows it is completed.</param>
    public IEnumerable<CompletionResult> Complete(IEnumerable<CompletionItem> items, string kept)
    {
        string text = Text[kept.Length..];
        // A '[' alone is more likely that of an address than one of a set that is not closed yet.
        string wanted = text.IndexOfAny(s_wildcards) >= 0 && !s_openSet.IsMatch(text) ? text : WildcardPattern.Escape(text);
        WildcardPattern pattern = WildcardPattern.Get(wanted + "*", WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        return items
            .Where(item => item.Text.Length > 0 && pattern.IsMatch(item.Text))
            .GroupBy(item => item.Text, StringComparer.Ordinal)
            .Select(same => same.First())
            .OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase)
            .Select(item => Result(kept, item));
    }

    private CompletionResult Result(string kept, CompletionItem item)
    {
        string shown = View.Safe(item.Shown ?? item.Text);
        return new(item.IsNumber ? item.Text : Written(kept + item.Text), shown, CompletionResultType.ParameterValue, item.About.Length > 0 ? View.Safe(item.About) : shown);
    }

    private string Written(string text) => _quote switch
    {
        '"' => "\"" + s_endsOrFillsIn.Replace(text, "`$0") + "\"",
        '\'' => Quoted(text),
        _ => IsPlain(text) ? text : Quoted(text),
    };

    // Whether PowerShell reads it as this text without quotes too: 1e3, a,b and $x are something else.
    private static bool IsPlain(string text) =>
        Parser.ParseInput("x " + text, out _, out ParseError[] errors).EndBlock.Statements is [PipelineAst { PipelineElements: [CommandAst { CommandElements: [_, StringConstantExpressionAst read], Redirections.Count: 0 }] }]
        && errors.Length == 0 && read.StringConstantType == StringConstantType.BareWord && read.Value == text;

    private static string Quoted(string text) => "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";
}
