using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace SwarmTools.Tests.Guards;

/// <summary>PowerShell reflects over the cmdlets' assembly at import, when nothing can answer for the engine yet.</summary>
public sealed class EngineBoundaryTests : IDisposable
{
    private const string Engine = "SwarmTools.Engine";
    private const string OneFile = "SwarmTools.Infrastructure.EngineConnector";

    private readonly AssemblyDefinition _cmdlets = Assemblies.Read("SwarmTools.dll");

    [Fact]
    public void Nothing_but_bodies_of_methods_in_one_file_names_a_type_of_the_engine()
    {
        string[] places = [.. Uses().Select(use => $"{use.Place} names {use.Used.FullName}").Distinct()];

        Assert.DoesNotContain(places, place => !place.Contains(OneFile + "::", StringComparison.Ordinal));
        Assert.Equal(2, places.Length);
    }

    [Fact]
    public void The_signatures_of_those_methods_say_the_port_and_not_the_engine() => Assert.All(_cmdlets.MainModule.GetType(OneFile).Methods, method =>
    {
        Assert.Contains(method.ReturnType.FullName, new[] { "SwarmTools.Engine.ISwarmEngine", "SwarmTools.Engine.ICredentialHelper", "SwarmTools.Compose.IYaml" });
        Assert.Equal("SwarmTools.Core", method.ReturnType.Scope.Name);
        Assert.All(method.Parameters, parameter => Assert.Equal("SwarmTools.Core", parameter.ParameterType.Scope.Name));
        Assert.DoesNotContain(method.Body.Variables, variable => variable.VariableType.Scope.Name == Engine);
        Assert.True(method.NoInlining || Uses().All(use => use.Place != method.FullName), "The caller would name the engine if this method were inlined.");
    });

    [Fact]
    public void All_that_the_cmdlets_take_from_the_engine_are_two_constructors()
    {
        Assert.Equal(["SwarmTools.Engine.DockerEngine", "SwarmTools.Engine.CredentialHelper"], _cmdlets.MainModule.GetTypeReferences().Where(type => type.Scope.Name == Engine).Select(type => type.FullName));
        Assert.Equal([".ctor", ".ctor"], _cmdlets.MainModule.GetMemberReferences().Where(member => member.DeclaringType.Scope?.Name == Engine).Select(member => member.Name));
    }

    [Fact]
    public void No_attribute_of_the_assembly_or_module_names_a_type_of_the_engine() => Assert.DoesNotContain(
        _cmdlets.CustomAttributes.Concat(_cmdlets.MainModule.CustomAttributes), attribute => attribute.AttributeType.Scope.Name == Engine);

    [Theory]
    [InlineData("SwarmTools.Core.dll")]
    [InlineData("core/SwarmTools.Engine.dll")]
    [InlineData("desktop/SwarmTools.Engine.dll")]
    public void Nobody_else_knows_the_engine_or_the_cmdlets(string assembly) =>
        Assert.Empty(Assemblies.ReferencesOf(assembly).Intersect(["SwarmTools", Engine, "System.Management.Automation"]));

    public void Dispose() => _cmdlets.Dispose();

    private IEnumerable<(string Place, TypeReference Used)> Uses() =>
        _cmdlets.MainModule.Types.SelectMany(TypeUses.Of).Where(use => use.Used.Scope?.Name == Engine);
}
