using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>Finds assemblies as Windows PowerShell would: in the module, then in the .NET Framework.</summary>
internal sealed class FolderResolver : IAssemblyResolver
{
    private readonly string[] _folders =
    [
        Path.Combine(Repository.ModuleFolder, "bin"),
        Path.Combine(Repository.ModuleFolder, "bin", "desktop"),
        Assemblies.Metadata("PowerShellStandard"),
        Assemblies.Metadata("FrameworkReferences"),
        Path.Combine(Assemblies.Metadata("FrameworkReferences"), "Facades"),
    ];

    private readonly Dictionary<string, AssemblyDefinition?> _known = new(StringComparer.OrdinalIgnoreCase);

    public AssemblyDefinition? TryResolve(AssemblyNameReference name)
    {
        if (!_known.TryGetValue(name.Name, out AssemblyDefinition? found))
        {
            string? file = _folders.Select(folder => Path.Combine(folder, name.Name + ".dll")).FirstOrDefault(File.Exists);
            _known[name.Name] = found = file is null ? null : AssemblyDefinition.ReadAssembly(file, new ReaderParameters { AssemblyResolver = this });
        }

        return found;
    }

    public AssemblyDefinition Resolve(AssemblyNameReference name) => TryResolve(name) ?? throw new AssemblyResolutionException(name);

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    public void Dispose()
    {
        foreach (AssemblyDefinition? assembly in _known.Values)
        {
            assembly?.Dispose();
        }
    }
}
