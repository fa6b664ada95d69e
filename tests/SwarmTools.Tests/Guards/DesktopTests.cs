using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>The static check of the .NET Framework side: nothing ran there, but everything that is named must exist.</summary>
public sealed class DesktopTests : IDisposable
{
    // What the handler of ModuleAssembly must answer with a newer file than was asked for: nothing there redirects for us.
    private static readonly string[] s_newer =
    [
        "Docker.DotNet asks System.Buffers 4.0.2.0, gets 4.0.3.0",
        "SwarmTools asks System.Text.Json 8.0.0.0, gets 8.0.0.6",
        "SwarmTools.Core asks System.Text.Json 8.0.0.0, gets 8.0.0.6",
        "SwarmTools.Engine asks System.Buffers 4.0.2.0, gets 4.0.3.0",
        "SwarmTools.Engine asks System.Formats.Asn1 8.0.0.0, gets 8.0.0.1",
        "SwarmTools.Engine asks System.Text.Json 8.0.0.0, gets 8.0.0.6",
        "System.Memory asks System.Runtime.CompilerServices.Unsafe 4.0.4.1, gets 6.0.0.0",
        "System.Threading.Tasks.Extensions asks System.Runtime.CompilerServices.Unsafe 4.0.4.1, gets 6.0.0.0",
    ];

    private readonly FolderResolver _resolver = new();

    [Fact]
    public void Every_type_and_member_that_is_named_exists_on_the_NET_Framework()
    {
        List<string> missing = [];
        foreach (string file in Shipped())
        {
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(file, new ReaderParameters { AssemblyResolver = _resolver });
            missing.AddRange(assembly.MainModule.GetTypeReferences().Where(type => !Exists(() => type.Resolve())).Select(type => $"{assembly.Name.Name} -> {type.FullName}"));
            missing.AddRange(assembly.MainModule.GetMemberReferences()
                .Where(member => member.DeclaringType is not ArrayType && !Exists(() => member.Resolve()))
                .Select(member => $"{assembly.Name.Name} -> {member.FullName}"));
        }

        Assert.Empty(missing);
    }

    [Fact]
    public void No_assembly_is_missing_older_or_of_another_key_than_is_asked_for() => Assert.Empty(Asked()
        .Where(pair => pair.Answer is null || pair.Answer.Version < pair.Name.Version || !pair.Answer.PublicKeyToken.SequenceEqual(pair.Name.PublicKeyToken))
        .Select(pair => $"{pair.By} asks {pair.Name.FullName}, gets {pair.Answer?.FullName}"));

    [Fact]
    public void Where_another_version_answers_than_is_asked_for_it_is_known() => Assert.Equal(s_newer, Asked()
        .Where(pair => pair.Answer is not null && pair.Answer.Version != pair.Name.Version && IsOurs(pair.Name))
        .Select(pair => $"{pair.By} asks {pair.Name.Name} {pair.Name.Version}, gets {pair.Answer!.Version}")
        .Order(StringComparer.Ordinal));

    [Fact]
    public void No_file_of_the_folder_is_without_a_reader()
    {
        HashSet<string> asked = [.. Asked().Select(pair => pair.Name.Name)];
        Assert.DoesNotContain(Directory.GetFiles(Folder, "*.dll"), file => !asked.Contains(Path.GetFileNameWithoutExtension(file)));
    }

    public void Dispose() => _resolver.Dispose();

    private static string Folder => Path.Combine(Repository.ModuleFolder, "bin", "desktop");

    private static IEnumerable<string> Shipped() => Directory.GetFiles(Path.Combine(Repository.ModuleFolder, "bin"), "*.dll").Concat(Directory.GetFiles(Folder, "*.dll"));

    private List<(string By, AssemblyNameReference Name, AssemblyNameDefinition? Answer)> Asked()
    {
        List<(string, AssemblyNameReference, AssemblyNameDefinition?)> asked = [];
        foreach (string file in Shipped())
        {
            using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(file);
            asked.AddRange(assembly.MainModule.AssemblyReferences.Select(name => (assembly.Name.Name, name, _resolver.TryResolve(name)?.Name)));
        }

        return asked;
    }

    // The .NET Framework puts its own files in place of older ones itself.
    private static bool IsOurs(AssemblyNameReference name) => Shipped().Any(file => Path.GetFileNameWithoutExtension(file) == name.Name);

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
