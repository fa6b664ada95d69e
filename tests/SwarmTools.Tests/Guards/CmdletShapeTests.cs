using System;
using System.Linq;
using Mono.Cecil;

namespace SwarmTools.Tests.Guards;

/// <summary>What every cmdlet must have.</summary>
public sealed class CmdletShapeTests : IDisposable
{
    // Approved in Windows PowerShell 5.1, and used here.
    private static readonly string[] s_reading = ["Get", "Test", "Wait", "Connect", "Disconnect"];
    private static readonly string[] s_changing = ["Add", "Exit", "Initialize", "New", "Remove"];

    private readonly AssemblyDefinition _cmdlets = Assemblies.Read("SwarmTools.dll");

    [Fact]
    public void Every_verb_is_approved_and_every_noun_is_a_singular_Swarm() => Assert.All(Assemblies.Cmdlets(_cmdlets), cmdlet =>
    {
        Assert.Contains(cmdlet.Verb, s_reading.Concat(s_changing));
        Assert.StartsWith("Swarm", cmdlet.Noun, StringComparison.Ordinal);
        Assert.False(cmdlet.Noun.EndsWith('s'), cmdlet.Noun);
        Assert.Equal($"{cmdlet.Verb}{cmdlet.Noun}Command", cmdlet.Type.Name);
    });

    [Fact]
    public void Every_cmdlet_says_what_it_returns() => Assert.All(
        Assemblies.Cmdlets(_cmdlets),
        cmdlet => Assert.Contains(cmdlet.Type.CustomAttributes, attribute => attribute.AttributeType.Name == "OutputTypeAttribute"));

    [Fact]
    public void Every_cmdlet_that_changes_something_can_be_asked_what_it_would_do() => Assert.All(
        Assemblies.Cmdlets(_cmdlets),
        cmdlet => Assert.Equal(s_changing.Contains(cmdlet.Verb), SupportsShouldProcess(cmdlet.Type)));

    [Fact]
    public void No_name_is_bound_by_property_name() => Assert.All(Assemblies.Cmdlets(_cmdlets), cmdlet => Assert.DoesNotContain(
        cmdlet.Type.Properties.Where(property => property.Name == "Name").SelectMany(property => property.CustomAttributes),
        attribute => attribute.Properties.Any(argument => argument.Name == "ValueFromPipelineByPropertyName" && (bool)argument.Argument.Value)));

    [Fact]
    public void Public_types_are_sealed_or_abstract_and_cannot_be_written_to()
    {
        using AssemblyDefinition core = Assemblies.Read("SwarmTools.Core.dll");
        Assert.All(core.MainModule.Types.Where(type => type.IsPublic), type =>
        {
            Assert.True(type.IsSealed || type.IsAbstract || type.IsInterface || type.IsValueType, type.FullName);
            Assert.DoesNotContain(type.Properties, property => property.SetMethod is { IsPublic: true });
        });
    }

    public void Dispose() => _cmdlets.Dispose();

    private static bool SupportsShouldProcess(TypeDefinition type) => type.CustomAttributes
        .First(attribute => attribute.AttributeType.Name == "CmdletAttribute")
        .Properties.Any(argument => argument.Name == "SupportsShouldProcess" && (bool)argument.Argument.Value);
}
