using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SwarmTools.Help;

/// <summary>Writes the page of a cmdlet in the layout of PlatyPS.</summary>
internal static class PageWriter
{
    private const string CommonParameters = """
        ### CommonParameters

        This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable,
        -InformationAction, -InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable,
        -ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information, see
        [about_CommonParameters](https://go.microsoft.com/fwlink/?LinkID=113216).
        """;

    /// <summary>The page.</summary>
    public static string Write(CmdletFacts cmdlet, HelpPage page)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            ---
            document type: cmdlet
            external help file: {HelpFiles.MamlName}
            HelpUri: ''
            Locale: en-US
            Module Name: {HelpFiles.Module}
            PlatyPS schema version: 2024-05-01
            title: {cmdlet.Name}
            ---

            # {cmdlet.Name}
            """).Append('\n');
        Section(text, "SYNOPSIS", Prose.FirstSentence(cmdlet.Summary));
        Section(text, "SYNTAX", Blocks(cmdlet.Syntaxes.Select(syntax => Syntax(cmdlet, syntax))));
        Section(text, "DESCRIPTION", page.Description);
        Section(text, "EXAMPLES", Blocks(page.Examples.Select((example, index) => Example(example, index + 1))));
        Section(text, "PARAMETERS", Blocks([.. cmdlet.Parameters.Select(Parameter), CommonParameters]));
        Section(text, "INPUTS", Blocks(cmdlet.Inputs.Select(Object)));
        Section(text, "OUTPUTS", Blocks(cmdlet.Outputs.Select(Object)));
        Section(text, "NOTES", page.Notes);
        Section(text, "RELATED LINKS", page.Links);
        return text.ToString();
    }

    private static void Section(StringBuilder text, string title, string content)
    {
        text.Append("\n## ").Append(title).Append('\n');
        if (content.Length > 0)
        {
            text.Append('\n').Append(content).Append('\n');
        }
    }

    private static string Blocks(IEnumerable<string> blocks) => string.Join("\n\n", blocks.Where(block => block.Length > 0));

    private static string Syntax(CmdletFacts cmdlet, SyntaxFacts syntax) =>
        $"### {(cmdlet.Syntaxes.Count == 1 ? "__AllParameterSets" : syntax.Name)}{(syntax.IsDefault ? " (Default)" : "")}\n\n{Fenced("", $"{cmdlet.Name} {syntax.Line}")}";

    private static string Example(HelpExample example, int number) => Blocks(
    [
        $"### Example {number.ToString(CultureInfo.InvariantCulture)}: {example.Title}",
        example.Scene == "shop" ? "" : $"<!-- scene: {example.Scene} -->",
        example.NotRun.Length == 0 ? "" : $"<!-- not run: {example.NotRun} -->",
        example.Before,
        Fenced("powershell", example.Code),
        example.Output.Length == 0 ? "" : Fenced("output", example.Output),
        example.After,
    ]);

    private static string Parameter(ParameterFacts parameter) => Blocks([$"### -{parameter.Name}", parameter.Description, Fenced("yaml", Yaml(parameter))]);

    private static string Yaml(ParameterFacts parameter)
    {
        StringBuilder yaml = new();
        yaml.Append(CultureInfo.InvariantCulture, $"""
            Type: {TypeNames.Full(parameter.Type)}
            DefaultValue: {Quoted(parameter.DefaultValue)}
            SupportsWildcards: {Word(parameter.SupportsWildcards)}
            Aliases:{List(parameter.Aliases)}
            ParameterSets:
            """);
        foreach (SyntaxParameter set in parameter.Sets)
        {
            yaml.Append('\n').Append(CultureInfo.InvariantCulture, $"""
                - Name: {set.Set}
                  Position: {set.Position?.ToString(CultureInfo.InvariantCulture) ?? "Named"}
                  IsRequired: {Word(set.IsRequired)}
                  ValueFromPipeline: {Word(set.TakesPipeline)}
                  ValueFromPipelineByPropertyName: {Word(set.TakesProperty)}
                  ValueFromRemainingArguments: {Word(set.TakesRemaining)}
                """);
        }

        return yaml.Append(CultureInfo.InvariantCulture, $"\nDontShow: false\nAcceptedValues:{List(parameter.AcceptedValues)}\nHelpMessage: ''").ToString();
    }

    private static string Object(ObjectFacts type) => Blocks([$"### {type.TypeName}", type.Description]);

    private static string Fenced(string kind, string content) => $"```{kind}\n{content}\n```";

    private static string List(IReadOnlyList<string> words) => words.Count == 0 ? " []" : string.Concat(words.Select(word => "\n- " + word));

    private static string Quoted(string text) => $"'{text.Replace("'", "''", System.StringComparison.Ordinal)}'";

    private static string Word(bool value) => value ? "true" : "false";
}
