using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Threading.Tasks;
using SwarmTools.Completion;
using SwarmTools.Infrastructure;
using SwarmTools.Parameters;
using SwarmTools.Stacks;

namespace SwarmTools.Commands;

/// <summary>
/// Writes a stack that runs as a compose file: publishing it under the same name changes nothing. What a compose file cannot say is a warning for each
/// field. Values of secrets cannot be read: they are external in the file.
/// </summary>
[Cmdlet(VerbsData.Export, "SwarmStack", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class ExportSwarmStackCommand : GetObjectCommand<SwarmStack>
{
    private readonly RunningSwarms _swarms;
    private readonly HashSet<(LiveConnection, string)> _done = [];
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Makes the command.</summary>
    public ExportSwarmStackCommand() => _swarms = new(this);

    /// <summary>Names or stacks; wildcards are accepted.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Id", "InputObject")]
    [ReferenceTo(typeof(SwarmStack))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StackNameCompleter))]
    public SwarmReference[] Name { get; set; } = [];

    /// <summary>The file to write, or a folder, in which the file has the name of the stack; what ends with / or \ is a folder, and is made. No character is a wildcard. Without it the text is returned.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Writes over a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override ObjectKind<SwarmStack> Kind => ObjectKinds.Stack;

    private protected override void Process() => ForEachTarget(Name, name => ForEachTarget(Find(name), Export));

    private void Export(SwarmStack stack)
    {
        LiveConnection live = LiveOf(SwarmReference.To(stack));
        if (!_done.Add((live, stack.Name)))
        {
            return;
        }

        StackExporter exporter = _swarms.Exporter(live);
        StackExport export = Await(stop => Task.FromResult(exporter.Export(stack.Name, stop)));
        if (Path.Length == 0)
        {
            Warn(export);
            WriteObject(export.Text);
            return;
        }

        // Of several stacks the second one is not written over the first.
        NewFile file = NewFile.At(PathResolver.NewPath(this, Path), stack.Name + ".yml");
        bool replaces = Force && !_written.Contains(file.FullName);
        file.RequireFree(replaces, "Use -Force to write over it; of several stacks each needs a file of its own, which it gets in a folder.");
        if (ShouldProcess($"file '{file.FullName}' of the stack '{stack.Name}' in {live.SwarmName}", "Write"))
        {
            Warn(export);
            file.Write(export.Text, replaces);
            _written.Add(file.FullName);
            WriteObject(PassThru ? file.Item(this) : [], enumerateCollection: true);
        }
    }

    private void Warn(StackExport export)
    {
        foreach (string warning in export.Warnings)
        {
            WriteWarning(warning);
        }
    }
}
