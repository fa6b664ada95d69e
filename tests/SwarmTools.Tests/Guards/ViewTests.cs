using System;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>What the table views name must exist.</summary>
public sealed partial class ViewTests : IDisposable
{
    // A report has more to say than a row holds: it is shown as a list.
    private static readonly string[] s_lists = ["SwarmTools.SwarmConnectionReport"];

    private readonly AssemblyDefinition _core = Assemblies.Read("SwarmTools.Core.dll");
    private readonly XElement[] _views = [.. XDocument.Load(Repository.PathOf("src", "SwarmTools", "SwarmTools.Format.ps1xml")).Descendants("View")];

    [Fact]
    public void Every_output_type_has_a_view()
    {
        using AssemblyDefinition cmdlets = Assemblies.Read("SwarmTools.dll");
        string[] outputs =
        [
            .. Assemblies.Cmdlets(cmdlets)
                .SelectMany(cmdlet => cmdlet.Type.CustomAttributes.Where(attribute => attribute.AttributeType.Name == "OutputTypeAttribute"))
                .SelectMany(attribute => (CustomAttributeArgument[])attribute.ConstructorArguments[0].Value)
                .Select(argument => ((TypeReference)argument.Value).FullName)
                .Where(name => name.StartsWith("SwarmTools.", StringComparison.Ordinal))
                .Except(s_lists)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

        Assert.Equal(outputs, _views.Select(view => view.Descendants("TypeName").Single().Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_view_has_more_than_six_columns() => Assert.All(_views, view => Assert.InRange(view.Descendants("TableColumnHeader").Count(), 1, 6));

    [Fact]
    public void Every_column_names_a_property_or_a_method_that_exists() => Assert.All(_views, view =>
    {
        TypeDefinition type = _core.MainModule.GetType(view.Descendants("TypeName").Single().Value);
        Assert.All(view.Descendants("PropertyName"), name => Assert.True(HasProperty(type, name.Value), $"{type.Name}.{name.Value}"));
        TypeDefinition helper = _core.MainModule.GetType("SwarmTools.Text.View");
        Assert.All(
            view.Descendants("ScriptBlock").SelectMany(script => Call().Matches(script.Value)),
            call => Assert.Contains(helper.Methods, method => method.IsPublic && method.Name == call.Groups[1].Value));
        Assert.All(
            view.Descendants("ScriptBlock").SelectMany(script => Property().Matches(script.Value)),
            property => Assert.True(HasProperty(type, property.Groups[1].Value), $"{type.Name}.{property.Groups[1].Value}"));
    });

    public void Dispose() => _core.Dispose();

    private static bool HasProperty(TypeDefinition? type, string name) =>
        type is not null && (type.Properties.Any(property => property.Name == name) || HasProperty(type.BaseType?.Resolve(), name));

    [GeneratedRegex(@"\[SwarmTools\.Text\.View\]::(\w+)\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"\$_\.(\w+)")]
    private static partial Regex Property();
}
