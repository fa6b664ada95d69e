using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace SwarmTools.Core.Tests.Guards;

/// <summary>What the design promises of the assembly as a whole.</summary>
public class CoreAssemblyTests
{
    private static readonly Assembly s_core = typeof(SwarmException).Assembly;

    private static IEnumerable<Type> Public => s_core.GetExportedTypes();

    [Fact]
    public void It_knows_neither_PowerShell_nor_HTTP_libraries()
    {
        // System.Memory: JSON is parsed from spans; System.Text.Json brings it to .NET Framework.
        string[] allowed = ["System.Memory", "System.Text.Json", "netstandard"];
        Assert.Equal(allowed, s_core.GetReferencedAssemblies().Select(name => name.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_type_speaks_HTTP() => Assert.DoesNotContain(
        s_core.GetTypes().SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)),
        field => field.FieldType.Namespace?.StartsWith("System.Net.Http", StringComparison.Ordinal) ?? false);

    [Fact]
    public void Public_types_are_sealed() => Assert.All(Public, type => Assert.True(type.IsSealed || type.IsAbstract, type.Name));

    [Fact]
    public void Users_cannot_write_into_objects() => Assert.All(
        Public.SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)),
        property => Assert.False(property.SetMethod?.IsPublic ?? false, $"{property.DeclaringType!.Name}.{property.Name}"));

    [Fact]
    public void Users_cannot_make_objects() => Assert.All(
        Public.Where(type => type is { IsClass: true, IsAbstract: false } && type != typeof(SwarmException)),
        type => Assert.All(type.GetConstructors(), constructor => Assert.Empty(constructor.GetParameters())));

    [Fact]
    public void Collections_are_read_only() => Assert.DoesNotContain(
        Public.SelectMany(type => type.GetProperties()).Where(property => property.DeclaringType!.Namespace == "SwarmTools"),
        property => property.PropertyType.IsGenericType
            && new[] { typeof(List<>), typeof(IList<>), typeof(Dictionary<,>), typeof(IDictionary<,>) }.Contains(property.PropertyType.GetGenericTypeDefinition()));

    [Fact]
    public void Enums_of_the_engine_begin_with_Unknown() => Assert.All(
        Public.Where(type => type.IsEnum && type != typeof(SwarmErrorKind)),
        type => Assert.Equal("Unknown", Enum.GetName(type, Enum.ToObject(type, 0))));

    [Fact]
    public void Public_types_are_where_people_type_them() => Assert.All(
        Public.Where(type => type != typeof(SwarmTools.Text.View)), type => Assert.Equal("SwarmTools", type.Namespace));

    [Fact]
    public void A_stop_token_comes_last_and_is_never_optional()
    {
        IEnumerable<MethodInfo> methods = s_core.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal));
        Assert.All(methods, method =>
        {
            ParameterInfo last = method.GetParameters()[^1];
            Assert.True(last.ParameterType == typeof(System.Threading.CancellationToken) && last is { Name: "stop", IsOptional: false }, $"{method.DeclaringType!.Name}.{method.Name}");
        });
    }
}
