using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Mono.Cecil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>The shipped assemblies, read as files: nothing of them is loaded.</summary>
internal static class Assemblies
{
    public static string PathOf(string name) => Path.Combine(Repository.ModuleFolder, "bin", name);

    public static AssemblyDefinition Read(string name) => AssemblyDefinition.ReadAssembly(PathOf(name));

    public static string[] ReferencesOf(string name)
    {
        using AssemblyDefinition assembly = Read(name);
        return [.. assembly.MainModule.AssemblyReferences.Select(reference => reference.Name).Order(StringComparer.Ordinal)];
    }

    /// <summary>The cmdlet classes with their verb and noun.</summary>
    public static IReadOnlyList<(TypeDefinition Type, string Verb, string Noun)> Cmdlets(AssemblyDefinition assembly) =>
    [
        .. assembly.MainModule.Types
            .Select(type => (Type: type, Attribute: type.CustomAttributes.FirstOrDefault(attribute => attribute.AttributeType.Name == "CmdletAttribute")))
            .Where(cmdlet => cmdlet.Attribute is not null)
            .Select(cmdlet => (cmdlet.Type, (string)cmdlet.Attribute!.ConstructorArguments[0].Value, (string)cmdlet.Attribute.ConstructorArguments[1].Value)),
    ];

    /// <summary>A folder that the build wrote down.</summary>
    public static string Metadata(string key) =>
        typeof(Assemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
