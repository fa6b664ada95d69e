using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace SwarmTools.Help;

/// <summary>Reads one cmdlet.</summary>
internal sealed class CmdletReader
{
    private const string AllSets = "__AllParameterSets";

    // Of these every cmdlet that changes something has two, and PowerShell knows no text for them.
    private static readonly Dictionary<string, string> s_common = new(StringComparer.Ordinal)
    {
        ["Confirm"] = "Asks before each change.",
        ["WhatIf"] = "Shows what would be changed, and changes nothing.",
    };

    private readonly CmdletInfo _command;
    private readonly XmlComments _comments;
    private readonly object _instance;

    /// <param name="command">The cmdlet.</param>
    /// <param name="comments">What is said of it.</param>
    public CmdletReader(CmdletInfo command, XmlComments comments)
    {
        _command = command;
        _comments = comments;
        _instance = Activator.CreateInstance(command.ImplementingType)!;
    }

    /// <summary>What is known of it.</summary>
    public CmdletFacts Read()
    {
        SyntaxFacts[] syntaxes = [.. _command.ParameterSets.OrderByDescending(set => set.IsDefault).ThenBy(set => set.Name, StringComparer.Ordinal).Select(Syntax)];
        ParameterFacts[] parameters =
        [
            .. _command.Parameters.Values
                .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
                .OrderBy(parameter => s_common.ContainsKey(parameter.Name))
                .ThenBy(parameter => parameter.Name, StringComparer.Ordinal)
                .Select(parameter => Parameter(parameter, syntaxes)),
        ];
        return new()
        {
            Name = _command.Name,
            Summary = _comments.OfType(_command.ImplementingType),
            Syntaxes = syntaxes,
            Parameters = parameters,
            Inputs = [.. Inputs(parameters)],
            Outputs = [.. _command.OutputType.Where(type => type.Type != typeof(void)).Select(type => new ObjectFacts(type.Name, DescriptionOf(type.Type)))],
        };
    }

    private SyntaxFacts Syntax(CommandParameterSetInfo set) => new()
    {
        Name = set.Name,
        IsDefault = set.IsDefault && _command.ParameterSets.Count > 1,
        Line = set.ToString(),
        Parameters =
        [
            .. set.Parameters
                .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
                .OrderBy(parameter => parameter.Position == int.MinValue)
                .ThenBy(parameter => parameter.Position)
                .ThenBy(parameter => s_common.ContainsKey(parameter.Name))
                .ThenByDescending(parameter => parameter.IsMandatory)
                .Select(parameter => new SyntaxParameter
                {
                    Name = parameter.Name,
                    Set = set.Name,
                    Position = parameter.Position == int.MinValue ? null : parameter.Position,
                    IsRequired = parameter.IsMandatory,
                    TakesPipeline = parameter.ValueFromPipeline,
                    TakesProperty = parameter.ValueFromPipelineByPropertyName,
                    TakesRemaining = parameter.ValueFromRemainingArguments,
                }),
        ],
    };

    private ParameterFacts Parameter(ParameterMetadata parameter, SyntaxFacts[] syntaxes)
    {
        PropertyInfo? property = _command.ImplementingType.GetProperty(parameter.Name);
        SyntaxParameter[] sets = [.. syntaxes.SelectMany(syntax => syntax.Parameters).Where(entry => entry.Name == parameter.Name)];
        SyntaxParameter[] kinds = [.. sets.DistinctBy(entry => entry with { Set = "" })];
        bool isEverywhere = sets.Length == syntaxes.Length && kinds.Length == 1;
        Type type = TypeNames.Bare(parameter.ParameterType);
        return new()
        {
            Name = parameter.Name,
            Description = property is null ? s_common.GetValueOrDefault(parameter.Name, "") : _comments.OfProperty(property.DeclaringType!, property.Name),
            Type = type,
            DefaultValue = property is null ? "False" : DefaultValues.Of(_instance, property),
            SupportsWildcards = parameter.Attributes.Any(attribute => attribute is SupportsWildcardsAttribute),
            Aliases = [.. s_common.ContainsKey(parameter.Name) || parameter.Aliases.Count > 0 ? parameter.Aliases : []],
            AcceptedValues = Words(parameter, type),
            Sets = isEverywhere ? [sets[0] with { Set = "(All)" }] : sets,
            IsInAllSets = isEverywhere,
        };
    }

    // Unknown is what newer engines may answer, and what nobody can ask for.
    private static string[] Words(ParameterMetadata parameter, Type type)
    {
        Type element = type.IsArray ? TypeNames.Bare(type.GetElementType()!) : type;
        return parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set
            ? [.. set.ValidValues]
            : element.IsEnum ? [.. Enum.GetNames(element).Where(name => name != "Unknown")] : [];
    }

    private static IEnumerable<ObjectFacts> Inputs(IEnumerable<ParameterFacts> parameters) => parameters
        .Where(parameter => parameter.Sets.Any(set => set.TakesPipeline || set.TakesProperty))
        .OrderByDescending(parameter => parameter.Sets.Any(set => set.TakesPipeline))
        .Select(parameter => new ObjectFacts(
            TypeNames.Full(parameter.Type),
            $"-{parameter.Name}{(parameter.Sets.Any(set => set.TakesPipeline) ? "" : ", by a property of that name")}: {parameter.Description}"));

    private string DescriptionOf(Type? type) => type is null || type.Namespace == nameof(System) ? "" : _comments.OfType(type);
}
