using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SwarmTools.Tests.Guards;

/// <summary>Whoever presses Tab is offered what there is: every parameter that takes a name, a label or what the swarm knows has a completer.</summary>
public sealed class CompleterTests : IDisposable
{
    // The names by which parameters say that the swarm, or this machine, knows their values.
    private static readonly HashSet<string> s_known =
    [
        "Name", "Node", "Service", "Stack", "Secret", "Config", "Network", "Image", "HelperImage", "Label", "ContainerLabel", "Constraint", "PlacementPreference", "Platform", "Mount", "Publish", "Revision",
        "Connection", "Manager", "Destination", "Context", "HostUri", "ConfigFrom", "With", "Driver", "LogDriver", "TemplateDriver", "StopSignal", "Capability", "Seccomp", "Action",
    ];

    // Nothing is offered where nothing can be known.
    private static readonly Dictionary<string, string> s_exceptions = new(StringComparer.Ordinal)
    {
        ["AddSwarmConfig.Name"] = "a new name",
        ["AddSwarmSecret.Name"] = "a new name",
        ["AddSwarmSecret.Driver"] = "names of plugins that no engine lists",
        ["NewSwarmNetwork.Name"] = "a new name",
        ["NewSwarmPort.Name"] = "a new name, which engines only keep",
        ["NewSwarmService.Name"] = "a new name",
        ["NewSwarmVolume.Name"] = "a new name",
        ["NewSwarmVolume.Driver"] = "names of plugins that no engine lists",
        ["GetSwarmTask.InputObject"] = "what is piped in",
    };

    private readonly AssemblyDefinition _core = Assemblies.Read("SwarmTools.Core.dll");
    private readonly AssemblyDefinition _cmdlets = Assemblies.Read("SwarmTools.dll");

    [Fact]
    public void Every_parameter_whose_values_are_known_has_a_completer()
    {
        List<string> missing = [.. Parameters()
            .Where(parameter => IsKnown(parameter.Property) && !Has(parameter.Property, "ArgumentCompleterAttribute") && !IsClosed(parameter.Property))
            .Select(parameter => parameter.Name)
            .Where(name => !s_exceptions.ContainsKey(name))];

        Assert.Equal("", string.Join('\n', missing));
    }

    [Fact]
    public void No_exception_is_made_for_what_has_a_completer() => Assert.All(
        s_exceptions.Keys,
        name => Assert.Contains(Parameters(), parameter => parameter.Name == name && !Has(parameter.Property, "ArgumentCompleterAttribute")));

    // PowerShell offers Unknown by itself, which nobody can ask for.
    [Fact]
    public void Every_enumeration_is_completed_without_Unknown() => Assert.All(
        Parameters().Where(parameter => _core.MainModule.GetType(ElementOf(parameter.Property.PropertyType).FullName) is { IsEnum: true }),
        parameter => Assert.True(Has(parameter.Property, "ValidateSetAttribute") || Has(parameter.Property, "ArgumentCompleterAttribute"), parameter.Name));

    public void Dispose()
    {
        _core.Dispose();
        _cmdlets.Dispose();
    }

    private IEnumerable<(string Name, PropertyDefinition Property)> Parameters() => Assemblies.Cmdlets(_cmdlets)
        .SelectMany(cmdlet => Properties(cmdlet.Type).Select(property => ($"{cmdlet.Verb}{cmdlet.Noun}.{property.Name}", property)));

    // An override stands before what it overrides.
    private static IEnumerable<PropertyDefinition> Properties(TypeDefinition? type)
    {
        HashSet<string> seen = [];
        for (; type is not null && type.Scope.Name == "SwarmTools.dll"; type = type.BaseType?.Resolve())
        {
            foreach (PropertyDefinition property in type.Properties.Where(property => Has(property, "ParameterAttribute") && seen.Add(property.Name)))
            {
                yield return property;
            }
        }
    }

    private static bool IsKnown(PropertyDefinition property) =>
        Has(property, "ReferenceToAttribute") || s_known.Contains(property.Name) || new[] { "Add", "Remove" }.Any(verb => property.Name.StartsWith(verb, StringComparison.Ordinal) && s_known.Contains(property.Name[verb.Length..]));

    private static bool IsClosed(PropertyDefinition property) =>
        Has(property, "ValidateSetAttribute") || property.PropertyType.FullName.EndsWith("SwitchParameter", StringComparison.Ordinal);

    private static bool Has(PropertyDefinition property, string attribute) => property.CustomAttributes.Any(each => each.AttributeType.Name == attribute);

    private static TypeReference ElementOf(TypeReference type) => type switch
    {
        ArrayType array => array.ElementType,
        GenericInstanceType { ElementType.Name: "Nullable`1" } nullable => nullable.GenericArguments[0],
        _ => type,
    };
}
