using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>What every cmdlet must have.</summary>
public sealed class CmdletShapeTests : IDisposable
{
    // They make values in memory, and ask no engine.
    private static readonly string[] s_builders = ["SwarmHealthCheck", "SwarmMount", "SwarmPort"];

    // It leaves the swarm as it is, and writes a file.
    private static readonly string[] s_writers = ["ShowSwarmTopologyCommand"];

    private readonly AssemblyDefinition _cmdlets = Assemblies.Read("SwarmTools.dll");

    [Fact]
    public void Every_verb_is_approved_and_every_noun_is_a_singular_Swarm() => Assert.All(Assemblies.Cmdlets(_cmdlets), cmdlet =>
    {
        Assert.Contains(cmdlet.Verb, Verbs.Approved);
        Assert.StartsWith("Swarm", cmdlet.Noun, StringComparison.Ordinal);
        Assert.False(cmdlet.Noun.EndsWith('s'), cmdlet.Noun);
        Assert.Equal($"{cmdlet.Verb}{cmdlet.Noun}Command", cmdlet.Type.Name);
    });

    [Fact]
    public void Every_cmdlet_is_public_and_sealed_in_a_file_of_its_name()
    {
        ILookup<string, string> files = Directory.GetFiles(Repository.PathOf("src", "SwarmTools", "Commands"), "*.cs", SearchOption.AllDirectories)
            .ToLookup(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);

        Assert.All(Assemblies.Cmdlets(_cmdlets), cmdlet =>
        {
            Assert.True(cmdlet.Type is { IsPublic: true, IsSealed: true, Namespace: "SwarmTools.Commands" }, cmdlet.Type.FullName);
            string file = Assert.Single(files[cmdlet.Type.Name]);
            Assert.Matches($"public sealed (partial )?class {cmdlet.Type.Name} ", File.ReadAllText(file));
        });
    }

    [Fact]
    public void Every_cmdlet_says_what_it_returns() => Assert.All(
        Assemblies.Cmdlets(_cmdlets),
        cmdlet => Assert.Contains(cmdlet.Type.CustomAttributes, attribute => attribute.AttributeType.Name == "OutputTypeAttribute"));

    [Fact]
    public void Every_cmdlet_that_changes_something_can_be_asked_what_it_would_do() => Assert.All(
        Assemblies.Cmdlets(_cmdlets),
        cmdlet => Assert.True(
            ((Verbs.Changing.Contains(cmdlet.Verb) && !s_builders.Contains(cmdlet.Noun)) || s_writers.Contains(cmdlet.Type.Name)) == SupportsShouldProcess(cmdlet.Type), cmdlet.Type.Name));

    [Fact]
    public void Nothing_but_the_path_of_a_file_is_bound_by_property_name() => Assert.All(Assemblies.Cmdlets(_cmdlets), cmdlet => Assert.All(
        Parameters(cmdlet.Type).Where(property => property.Name != "LiteralPath"),
        property => Assert.DoesNotContain(
            property.CustomAttributes,
            attribute => attribute.Properties.Any(argument => argument.Name == "ValueFromPipelineByPropertyName" && (bool)argument.Argument.Value))));

    public void Dispose() => _cmdlets.Dispose();

    private static IEnumerable<PropertyDefinition> Parameters(TypeDefinition cmdlet)
    {
        for (TypeDefinition? type = cmdlet; type?.Module == cmdlet.Module; type = type.BaseType?.Resolve())
        {
            foreach (PropertyDefinition property in type.Properties)
            {
                yield return property;
            }
        }
    }

    private static bool SupportsShouldProcess(TypeDefinition type) => type.CustomAttributes
        .First(attribute => attribute.AttributeType.Name == "CmdletAttribute")
        .Properties.Any(argument => argument.Name == "SupportsShouldProcess" && (bool)argument.Argument.Value);
}
