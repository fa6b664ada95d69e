using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace SwarmTools.Help;

/// <summary>Writes what Get-Help shows.</summary>
internal sealed class MamlWriter
{
    // Get-Help indents by 4, and consoles have 80 columns.
    private const int Width = 76;

    private static readonly XNamespace s_help = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private readonly IReadOnlyList<CmdletFacts> _cmdlets;
    private readonly IReadOnlyList<HelpPage> _pages;

    /// <param name="cmdlets">The cmdlets.</param>
    /// <param name="pages">The page of each.</param>
    public MamlWriter(IReadOnlyList<CmdletFacts> cmdlets, IReadOnlyList<HelpPage> pages) => (_cmdlets, _pages) = (cmdlets, pages);

    /// <summary>The file.</summary>
    public string Write()
    {
        XElement items = new(
            s_help + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", s_maml),
            new XAttribute(XNamespace.Xmlns + "command", s_command),
            new XAttribute(XNamespace.Xmlns + "dev", s_dev),
            _cmdlets.Zip(_pages, Command));
        StringBuilder text = new();
        using (XmlWriter writer = XmlWriter.Create(text, new() { Indent = true, IndentChars = " ", NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            items.Save(writer);
        }

        return $"""<?xml version="1.0" encoding="utf-8"?>{'\n'}{text}{'\n'}""";
    }

    private static XElement Command(CmdletFacts cmdlet, HelpPage page) => new(
        s_command + "command",
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", cmdlet.Name),
            new XElement(s_command + "verb", cmdlet.Name.Split('-')[0]),
            new XElement(s_command + "noun", cmdlet.Name.Split('-')[1]),
            Description([Prose.FirstSentence(cmdlet.Summary)])),
        Description(Prose.Paragraphs(page.Description)),
        new XElement(s_command + "syntax", cmdlet.Syntaxes.Select(syntax => SyntaxItem(cmdlet, syntax))),
        new XElement(s_command + "parameters", cmdlet.Parameters.Select(parameter => Parameter(parameter, Widest(parameter), isDescribed: true))),
        new XElement(s_command + "inputTypes", cmdlet.Inputs.Select(type => Object("inputType", type))),
        new XElement(s_command + "returnValues", cmdlet.Outputs.Select(type => Object("returnValue", type))),
        page.Notes.Length == 0 ? null : new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", Paragraphs(Prose.Paragraphs(page.Notes)))),
        new XElement(s_command + "examples", page.Examples.Select((example, index) => Example(example, index + 1))),
        new XElement(s_command + "relatedLinks", page.LinkTitles.Select(title => new XElement(
            s_maml + "navigationLink",
            new XElement(s_maml + "linkText", title),
            new XElement(s_maml + "uri")))));

    private static XElement SyntaxItem(CmdletFacts cmdlet, SyntaxFacts syntax) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", cmdlet.Name),
        syntax.Parameters.Select(entry => Parameter(cmdlet.Parameters.First(parameter => parameter.Name == entry.Name), entry, isDescribed: false)));

    // A list of all parameters has one line for each: what is piped in any set, and required in all.
    private static SyntaxParameter Widest(ParameterFacts parameter) => parameter.Sets[0] with
    {
        IsRequired = parameter.Sets.All(set => set.IsRequired),
        Position = parameter.Sets.Select(set => set.Position).FirstOrDefault(position => position is not null),
        TakesPipeline = parameter.Sets.Any(set => set.TakesPipeline),
        TakesProperty = parameter.Sets.Any(set => set.TakesProperty),
    };

    private static XElement Parameter(ParameterFacts parameter, SyntaxParameter use, bool isDescribed) => new(
        s_command + "parameter",
        new XAttribute("required", Word(use.IsRequired)),
        new XAttribute("variableLength", Word(parameter.Type.IsArray)),
        new XAttribute("globbing", Word(parameter.SupportsWildcards)),
        new XAttribute("pipelineInput", Pipeline(use)),
        new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(s_maml + "name", parameter.Name),
        isDescribed ? Description([parameter.Description, .. Accepted(parameter)]) : null,
        isDescribed || parameter.AcceptedValues.Count == 0 ? null : new XElement(
            s_command + "parameterValueGroup",
            parameter.AcceptedValues.Select(value => new XElement(s_command + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), value))),
        parameter.IsSwitch && !isDescribed ? null : new XElement(s_command + "parameterValue", new XAttribute("required", Word(!parameter.IsSwitch)), new XAttribute("variableLength", "false"), parameter.ShortType),
        isDescribed ? new XElement(s_dev + "type", new XElement(s_maml + "name", TypeNames.Full(parameter.Type)), new XElement(s_maml + "uri")) : null,
        isDescribed ? new XElement(s_dev + "defaultValue", parameter.DefaultValue.Length == 0 ? "None" : parameter.DefaultValue) : null);

    private static IEnumerable<string> Accepted(ParameterFacts parameter) =>
        parameter.AcceptedValues.Count == 0 ? [] : [$"Accepted values: {string.Join(", ", parameter.AcceptedValues)}."];

    private static string Pipeline(SyntaxParameter use) => (use.TakesPipeline, use.TakesProperty) switch
    {
        (true, true) => "True (ByPropertyName, ByValue)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static XElement Object(string name, ObjectFacts type) => new(
        s_command + name,
        new XElement(s_dev + "type", new XElement(s_maml + "name", type.TypeName)),
        Description(type.Description.Length == 0 ? [] : [type.Description]));

    private static XElement Example(HelpExample example, int number) => new(
        s_command + "example",
        new XElement(s_maml + "title", $"--- Example {number.ToString(CultureInfo.InvariantCulture)}: {example.Title} ---"),
        // Get-Help shows an introduction and the code in one line, so what comes before the code is part of it.
        new XElement(s_dev + "code", string.Join("\n\n", new[] { Wrapped(example.Before), example.Code, example.Output }.Where(part => part.Length > 0))),
        // The last one keeps the next title apart.
        new XElement(s_dev + "remarks", Paragraphs([.. Prose.Paragraphs(example.After), ""])));

    private static string Wrapped(string text) => string.Join("\n\n", Prose.Paragraphs(text).Select(paragraph => Prose.Wrap(paragraph, Width)));

    private static XElement Description(IEnumerable<string> paragraphs) => new(s_maml + "description", Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) => paragraphs.Select(paragraph => new XElement(s_maml + "para", paragraph));

    private static string Word(bool value) => value ? "true" : "false";
}
