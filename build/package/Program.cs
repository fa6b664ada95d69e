using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using SwarmTools.Package;

if (args is not [string folder, string output])
{
    await Console.Error.WriteLineAsync("Usage: SwarmTools.Package FOLDER-OF-THE-MODULE OUTPUT-FOLDER");
    return 2;
}

ModuleManifest manifest = ModuleManifest.Read(Path.Combine(folder, "SwarmTools.psd1"));
SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
{
    files[Path.GetRelativePath(folder, file).Replace('\\', '/')] = await File.ReadAllBytesAsync(file);
}

// The folders that PowerShell looks for are in the file, so that it can be unpacked into a folder of modules.
SortedDictionary<string, byte[]> unpacked = new(StringComparer.Ordinal);
SortedDictionary<string, byte[]> package = new(files, StringComparer.Ordinal);
foreach ((string name, byte[] content) in files)
{
    unpacked[$"{manifest.Name}/{manifest.Version}/{name}"] = content;
}

foreach ((string name, string text) in PackageParts.Of(manifest, files.Keys))
{
    package.Add(name, Encoding.UTF8.GetBytes(text));
}

SameZip.Write(Path.Combine(output, $"{manifest.Name}-{manifest.Version}.zip"), unpacked);
SameZip.Write(Path.Combine(output, $"{manifest.Name}.{manifest.Version}.nupkg"), package);
return 0;
