using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Mono.Cecil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>What the table views and the added properties name must exist.</summary>
public sealed partial class ViewTests : IDisposable
{
    // A report has more to say than a row holds: it is shown as a list.
    private static readonly string[] s_lists = ["SwarmTools.SwarmConnectionReport"];

    // What others hold, and is looked at by itself.
    private static readonly string[] s_parts = ["SwarmTools.SwarmNodeCertificate", "SwarmTools.SwarmStackResource", "SwarmTools.SwarmStackService", "SwarmTools.SwarmTopologyNode", "SwarmTools.SwarmTopologyTask"];

    // What is drawn, line by line.
    private static readonly string[] s_pictures = ["SwarmTools.SwarmTopology"];

    private readonly AssemblyDefinition _core = Assemblies.Read("SwarmTools.Core.dll");
    private readonly AssemblyDefinition _cmdlets = Assemblies.Read("SwarmTools.dll");
    private readonly XElement[] _views = [.. Load("SwarmTools.Format.ps1xml").Descendants("View")];

    [Fact]
    public void Every_output_type_has_a_view() => Assert.Equal(
        Assemblies.Cmdlets(_cmdlets)
            .SelectMany(cmdlet => cmdlet.Type.CustomAttributes.Where(attribute => attribute.AttributeType.Name == "OutputTypeAttribute"))
            .SelectMany(attribute => (CustomAttributeArgument[])attribute.ConstructorArguments[0].Value)
            .Select(argument => ((TypeReference)argument.Value).FullName)
            .Where(name => name.StartsWith("SwarmTools.", StringComparison.Ordinal))
            .Except(s_lists)
            .Concat(s_parts)
            .Distinct()
            .Order(StringComparer.Ordinal),
        _views.Select(view => view.Descendants("TypeName").Single().Value).Order(StringComparer.Ordinal));

    [Fact]
    public void No_view_has_more_than_six_columns_and_each_row_fills_them() => Assert.All(_views, view =>
    {
        int least = s_pictures.Contains(view.Element("Name")!.Value) ? 0 : 1;
        Assert.InRange(view.Descendants("TableColumnHeader").Count(), least, 6 * least);
        Assert.Equal(view.Descendants("TableColumnHeader").Count(), view.Descendants("TableColumnItem").Count());
        Assert.Equal(view.Element("Name")!.Value, view.Descendants("TypeName").Single().Value);
    });

    [Fact]
    public void Every_column_names_a_property_that_exists() => Assert.All(_views, view => Assert.All(
        view.Descendants("PropertyName"),
        name => Assert.True(TypeOf(TypeOf(view), name.Value) is not null, $"{TypeOf(view).Name}.{name.Value}")));

    [Fact]
    public void Every_script_in_a_view_is_one_call_of_a_method_that_takes_it()
    {
        IEnumerable<string> wrong = _views.SelectMany(view => view.Descendants("ScriptBlock")
            .Where(script => !IsOneCall(TypeOf(view), script.Value))
            .Select(script => $"{TypeOf(view).Name}: {script.Value}"));

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public void Every_added_property_is_read_by_a_method_that_exists() => Assert.All(Load("SwarmTools.Types.ps1xml").Descendants("Type"), type =>
    {
        Assert.NotNull(_core.MainModule.GetType(type.Element("Name")!.Value));
        Assert.All(type.Descendants("GetCodeReference"), reference => Assert.Contains(
            _cmdlets.MainModule.GetType(reference.Element("TypeName")!.Value).Methods,
            method => method is { IsPublic: true, IsStatic: true } && method.Name == reference.Element("MethodName")!.Value
                && method.Parameters.Select(parameter => parameter.ParameterType.Name).SequenceEqual(["PSObject"])));
    });

    public void Dispose()
    {
        _core.Dispose();
        _cmdlets.Dispose();
    }

    private bool IsOneCall(TypeDefinition type, string script)
    {
        Match call = Call().Match(script);
        TypeReference? passed = call.Groups[2].Success ? TypeOf(type, call.Groups[2].Value) : type;
        return call.Success && _core.MainModule.GetType("SwarmTools.Text.View").Methods.Any(method =>
            method is { IsPublic: true, IsStatic: true } && method.Name == call.Groups[1].Value
            && method.Parameters.Count == (call.Groups[3].Success ? 2 : 1) && Takes(method.Parameters[0].ParameterType.FullName, passed?.FullName));
    }

    // A second argument is the width that is left for a column. PowerShell makes a long of an int.
    private static bool Takes(string parameter, string? passed) => parameter == passed || (parameter == "System.Int64" && passed == "System.Int32");

    private TypeDefinition TypeOf(XElement view) => _core.MainModule.GetType(view.Descendants("TypeName").Single().Value);

    private static TypeReference? TypeOf(TypeDefinition? type, string property) => type is null
        ? null
        : type.Properties.FirstOrDefault(each => each.Name == property && each.GetMethod is { IsPublic: true })?.PropertyType ?? TypeOf(type.BaseType?.Resolve(), property);

    private static XDocument Load(string file) => XDocument.Load(Repository.PathOf("src", "SwarmTools", file));

    [GeneratedRegex(@"^\[SwarmTools\.Text\.View\]::(\w+)\(\$_(?:\.(\w+))?(, \$Host\.UI\.RawUI\.BufferSize\.Width - \d+)?\)$")]
    private static partial Regex Call();
}
