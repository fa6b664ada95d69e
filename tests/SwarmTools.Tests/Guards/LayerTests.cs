using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SwarmTools.Tests.Guards;

/// <summary>Which way dependencies point.</summary>
public sealed class LayerTests
{
    [Fact]
    public void The_cmdlets_know_PowerShell_and_Core_and_name_the_engine_once() => Assert.Equal(
        ["SwarmTools.Core", "SwarmTools.Engine", "System.Management.Automation", "System.Memory", "System.Text.Json", "netstandard"],
        Assemblies.ReferencesOf("SwarmTools.dll"));

    [Fact]
    public void Core_knows_System_Text_Json_and_nothing_else() => Assert.Equal(
        ["System.Memory", "System.Text.Json", "netstandard"],
        Assemblies.ReferencesOf("SwarmTools.Core.dll"));

    [Theory]
    [InlineData("core/SwarmTools.Engine.dll")]
    [InlineData("desktop/SwarmTools.Engine.dll")]
    public void The_engine_knows_Core_and_its_packages_and_no_PowerShell(string assembly)
    {
        string[] ours = [.. Assemblies.ReferencesOf(assembly).Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal))];

        Assert.Equal(["Docker.DotNet", "Newtonsoft.Json", "SwarmTools.Core"], ours.Where(name => name != "netstandard"));
        Assert.DoesNotContain("System.Management.Automation", Assemblies.ReferencesOf(assembly));
    }

    [Fact]
    public void Only_the_body_of_one_method_names_an_engine_type()
    {
        using AssemblyDefinition cmdlets = Assemblies.Read("SwarmTools.dll");
        string[] users =
        [
            .. cmdlets.MainModule.Types
                .SelectMany(WithNested)
                .SelectMany(type => type.Methods)
                .Where(method => method.HasBody && method.Body.Instructions.Any(instruction => instruction.Operand is MemberReference member && IsOfEngine(member)))
                .Select(method => $"{method.DeclaringType.Name}.{method.Name}"),
        ];

        Assert.Equal(["EngineConnector.Open"], users);
        Assert.DoesNotContain(cmdlets.MainModule.Types.SelectMany(WithNested), type =>
            type.Fields.Any(field => IsOfEngine(field.FieldType))
            || type.Methods.Any(method => IsOfEngine(method.ReturnType) || method.Parameters.Any(parameter => IsOfEngine(parameter.ParameterType)))
            || (type.BaseType is not null && IsOfEngine(type.BaseType)));
    }

    [Theory]
    [InlineData("SwarmTools.Text", "Engine,Specs,Services,Rollouts,Logs,Secrets,Configs,Networks,Tasks,Connections,Syntax")]
    [InlineData("SwarmTools.Syntax", "Engine,Specs,Services,Rollouts,Logs,Secrets,Configs,Networks,Tasks,Connections")]
    [InlineData("SwarmTools.Specs", "Engine,Services,Rollouts,Logs,Secrets,Configs,Networks,Tasks,Connections")]
    [InlineData("SwarmTools.Engine", "Specs,Services,Rollouts,Logs,Secrets,Configs,Networks,Tasks,Connections,Syntax")]
    [InlineData("SwarmTools.Connections", "Specs,Services,Rollouts,Logs,Secrets,Configs,Networks,Tasks")]
    [InlineData("SwarmTools.Rollouts", "Services,Logs,Secrets,Configs,Networks,Tasks,Connections")]
    [InlineData("SwarmTools.Services", "Rollouts,Logs,Secrets,Configs,Networks,Tasks,Connections")]
    public void Inside_Core_dependencies_point_downwards(string from, string forbidden)
    {
        HashSet<string> notAllowed = [.. forbidden.Split(',').Select(name => "SwarmTools." + name)];
        using AssemblyDefinition core = Assemblies.Read("SwarmTools.Core.dll");

        string[] wrong =
        [
            .. core.MainModule.Types
                .Where(type => type.Namespace == from)
                .SelectMany(WithNested)
                .SelectMany(type => Named(type).Where(used => notAllowed.Contains(NamespaceOf(used))).Select(used => $"{type.FullName} -> {used.FullName}"))
                .Distinct(),
        ];

        Assert.Empty(wrong);
    }

    private static IEnumerable<TypeReference> Named(TypeDefinition type)
    {
        IEnumerable<TypeReference> signatures = type.Fields.Select(field => field.FieldType)
            .Concat(type.Methods.SelectMany(method => method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType)));
        IEnumerable<TypeReference> bodies = type.Methods.Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions.Select(instruction => (instruction.Operand as TypeReference) ?? (instruction.Operand as MemberReference)?.DeclaringType))
            .OfType<TypeReference>();
        return signatures.Concat(bodies).SelectMany(Parts);
    }

    private static IEnumerable<TypeReference> Parts(TypeReference type) => type is GenericInstanceType generic
        ? generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType)
        : [type.GetElementType()];

    private static string NamespaceOf(TypeReference type)
    {
        TypeReference outer = type;
        while (outer.DeclaringType is not null)
        {
            outer = outer.DeclaringType;
        }

        return outer.Namespace;
    }

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static bool IsOfEngine(MemberReference member) =>
        (member as TypeReference ?? member.DeclaringType)?.Scope is AssemblyNameReference { Name: "SwarmTools.Engine" };
}
