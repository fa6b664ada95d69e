using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation.Language;

namespace SwarmTools.Package;

/// <summary>What a package says of a module, from its manifest. The manifest is read as data: nothing in it runs.</summary>
internal sealed class ModuleManifest
{
    private readonly Hashtable _values;
    private readonly Hashtable _gallery;

    private ModuleManifest(string name, Hashtable values)
    {
        Name = name;
        _values = values;
        _gallery = (Hashtable)((Hashtable)values["PrivateData"]!)["PSData"]!;
    }

    public string Name { get; }

    public string Version => Text(_values, "ModuleVersion");

    public string Author => Text(_values, "Author");

    public string Copyright => Text(_values, "Copyright");

    public string Description => Text(_values, "Description");

    public string ReleaseNotes => Text(_gallery, "ReleaseNotes");

    public IReadOnlyList<string> Tags => Texts(_gallery, "Tags");

    public IReadOnlyList<string> Cmdlets => Texts(_values, "CmdletsToExport");

    public static ModuleManifest Read(string path)
    {
        ScriptBlockAst script = Parser.ParseFile(path, out _, out ParseError[] errors);
        return errors.Length == 0 && script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false) is HashtableAst table
            ? new(Path.GetFileNameWithoutExtension(path), (Hashtable)table.SafeGetValue())
            : throw new InvalidDataException($"'{path}' is no manifest. {errors.FirstOrDefault()?.Message}");
    }

    private static string Text(Hashtable values, string key) => values[key] as string is { Length: > 0 } text ? text : throw new InvalidDataException($"The manifest has no {key}.");

    private static string[] Texts(Hashtable values, string key) => [.. ((IEnumerable)values[key]!).Cast<string>()];
}
