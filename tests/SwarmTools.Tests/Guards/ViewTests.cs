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

    // What is drawn, line by line.
    private static readonly string[] s_pictures = ["SwarmTools.SwarmTopology"];

    // What an object of another kind tells, so that its column cannot be sorted by.
    private static readonly string[] s_unsorted = ["SwarmTopologyNode.Role", "SwarmTopologyNode.State"];

    private readonly AssemblyDefinition _core = Assemblies.Read("SwarmTools.Core.dll");
    private readonly AssemblyDefinition _cmdlets = Assemblies.Read("SwarmTools.dll");
    private readonly HashSet<(string, string)> _aliases =
    [
        .. Load("SwarmTools.Types.ps1xml").Descendants("Type").SelectMany(type => type.Descendants("AliasProperty").Concat(type.Descendants("CodeProperty"))
            .Select(alias => (type.Element("Name")!.Value, alias.Element("Name")!.Value))),
    ];

    private readonly XElement[] _views = [.. Load("SwarmTools.Format.ps1xml").Descendants("View")];

    [Fact]
    public void No_public_type_is_without_a_view() => Assert.Equal(
        _core.MainModule.Types
            .Where(type => type is { IsPublic: true, IsClass: true, IsAbstract: false, IsEnum: false } && type.BaseType.Name != "Exception")
            .Select(type => type.FullName)
            .Order(StringComparer.Ordinal),
        _views.Select(view => view.Descendants("TypeName").Single().Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_output_type_is_a_public_one_of_ours_or_of_dotnet() => Assert.All(
        Assemblies.Cmdlets(_cmdlets)
            .SelectMany(cmdlet => cmdlet.Type.CustomAttributes.Where(attribute => attribute.AttributeType.Name == "OutputTypeAttribute"))
            .SelectMany(attribute => (CustomAttributeArgument[])attribute.ConstructorArguments[0].Value)
            .Select(argument => ((TypeReference)argument.Value).FullName),
        name => Assert.True(name.StartsWith("System.", StringComparison.Ordinal) || _core.MainModule.GetType(name) is { IsPublic: true }, name));

    // Sort-Object and Group-Object take the name that the column shows.
    [Fact]
    public void Every_column_bears_the_name_of_a_property_or_of_an_alias() => Assert.Equal("", string.Join('\n', _views
        .SelectMany(view => view.Descendants("TableColumnHeader").Select(header => (Type: TypeOf(view), Label: header.Element("Label")!.Value)))
        .Where(column => TypeOf(column.Type, column.Label) is null && !_aliases.Contains((column.Type.FullName, column.Label)))
        .Select(column => $"{column.Type.Name}.{column.Label}")
        .Except(s_unsorted)));

    [Fact]
    public void No_view_has_more_than_six_columns_and_each_row_fills_them() => Assert.All(_views, view =>
    {
        int least = s_pictures.Concat(s_lists).Contains(view.Element("Name")!.Value) ? 0 : 1;
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

    [Fact]
    public void Every_alias_and_every_default_property_names_a_property_that_exists() => Assert.All(Load("SwarmTools.Types.ps1xml").Descendants("Type"), type => Assert.All(
        type.Descendants("ReferencedMemberName").Concat(type.Descendants("ReferencedProperties").Elements("Name")),
        name => Assert.True(TypeOf(_core.MainModule.GetType(type.Element("Name")!.Value), name.Value) is not null, $"{type.Element("Name")!.Value}.{name.Value}")));

    [Fact]
    public void A_list_shows_all_properties_but_the_version_and_the_connection() => Assert.All(
        _core.MainModule.Types.Where(type => type.BaseType?.Name == "SwarmObject"),
        type => Assert.Equal(
            type.Properties.Concat(type.BaseType.Resolve().Properties).Where(property => property.GetMethod is { IsPublic: true }).Select(property => property.Name)
                .Except(["Version", "Connection"]).Order(StringComparer.Ordinal),
            Load("SwarmTools.Types.ps1xml").Descendants("Type").Single(each => each.Element("Name")!.Value == type.FullName)
                .Descendants("ReferencedProperties").Elements("Name").Select(name => name.Value).Order(StringComparer.Ordinal)));

    // What ConvertTo-Json would write page after page of, or must not.
    [Fact]
    public void No_property_holds_bytes_or_what_is_not_ours() => Assert.Equal("", string.Join('\n', _core.MainModule.Types
        .Where(type => type is { IsPublic: true, IsClass: true, IsEnum: false } && type.BaseType.Name != "Exception")
        .SelectMany(type => type.Properties.Where(property => property.GetMethod is { IsPublic: true, IsStatic: false }))
        .Where(property => !IsPlain(property.PropertyType))
        .Select(property => property.FullName)));

    public void Dispose()
    {
        _core.Dispose();
        _cmdlets.Dispose();
    }

    private bool IsPlain(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.All(IsPlain),
        ArrayType => false,
        _ => type.FullName is "System.String" or "System.Boolean" or "System.Int32" or "System.Int64" or "System.Double" or "System.TimeSpan" or "System.DateTimeOffset" or "System.Version"
            or "System.Security.SecureString" || _core.MainModule.GetType(type.FullName) is not null,
    };

    private bool IsOneCall(TypeDefinition type, string script)
    {
        Match call = Call().Match(script);
        TypeReference? passed = call.Groups[2].Success ? TypeOf(type, call.Groups[2].Value) : type;
        int more = call.Groups[3].Captures.Count;
        return call.Success && _core.MainModule.GetType("SwarmTools.Text.View").Methods.Any(method =>
            method is { IsPublic: true, IsStatic: true } && method.Name == call.Groups[1].Value
            && method.Parameters.Count == 1 + more && Takes(method.Parameters[0].ParameterType.FullName, passed?.FullName)
            && method.Parameters.Skip(1).All(parameter => parameter.ParameterType.FullName == "System.Int32"));
    }

    // PowerShell makes a long of an int.
    private static bool Takes(string parameter, string? passed) => parameter == passed || (parameter == "System.Int64" && passed == "System.Int32");

    private TypeDefinition TypeOf(XElement view) => _core.MainModule.GetType(view.Descendants("TypeName").Single().Value);

    private static TypeReference? TypeOf(TypeDefinition? type, string property) => type is null
        ? null
        : type.Properties.FirstOrDefault(each => each.Name == property && each.GetMethod is { IsPublic: true })?.PropertyType ?? TypeOf(type.BaseType?.Resolve(), property);

    private static XDocument Load(string file) => XDocument.Load(Repository.PathOf("src", "SwarmTools", file));

    // The width of the console, of which a number is taken away; a part of it in percent; or the width of the column.
    [GeneratedRegex(@"^\[SwarmTools\.Text\.View\]::(\w+)\(\$_(?:\.(\w+))?(, (?:\$Host\.UI\.RawUI\.BufferSize\.Width(?: - \d+)?|\d+))*\)$")]
    private static partial Regex Call();
}
