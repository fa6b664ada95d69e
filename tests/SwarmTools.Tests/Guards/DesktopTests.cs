using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>The static check of the .NET Framework side: nothing ran there, but everything that is named must exist.</summary>
public sealed class DesktopTests
{
    [Fact]
    public void Every_type_and_member_that_is_named_exists_on_the_NET_Framework()
    {
        using FolderResolver resolver = new();
        List<string> missing = [];
        foreach (string file in Shipped())
        {
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(file, new ReaderParameters { AssemblyResolver = resolver });
            missing.AddRange(assembly.MainModule.GetTypeReferences().Where(type => !Exists(() => type.Resolve())).Select(type => $"{assembly.Name.Name} -> {type.FullName}"));
            missing.AddRange(assembly.MainModule.GetMemberReferences()
                .Where(member => member.DeclaringType is not ArrayType && !Exists(() => member.Resolve()))
                .Select(member => $"{assembly.Name.Name} -> {member.FullName}"));
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void No_assembly_is_older_than_it_is_asked_for()
    {
        using FolderResolver resolver = new();
        List<string> older = [];
        foreach (string file in Shipped())
        {
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(file);
            older.AddRange(assembly.MainModule.AssemblyReferences
                .Select(asked => (asked, answer: resolver.TryResolve(asked)))
                .Where(pair => pair.answer is null || pair.answer.Name.Version < pair.asked.Version)
                .Select(pair => $"{assembly.Name.Name} -> {pair.asked.Name} {pair.asked.Version} by {pair.answer?.Name.Version}"));
        }

        Assert.Empty(older);
    }

    private static IEnumerable<string> Shipped() => Directory.GetFiles(Path.Combine(Repository.ModuleFolder, "bin"), "*.dll")
        .Concat(Directory.GetFiles(Path.Combine(Repository.ModuleFolder, "bin", "desktop"), "*.dll"));

    private static bool Exists(Func<object?> resolve)
    {
        try
        {
            return resolve() is not null;
        }
        catch (AssemblyResolutionException)
        {
            return false;
        }
    }
}
