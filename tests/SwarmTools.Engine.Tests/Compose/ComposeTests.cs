using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Engine.Compose;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>Tests that read stacks of several files. Folders are those of Linux.</summary>
public abstract class ComposeTests
{
    protected Dictionary<string, string> Files { get; } = [];

    protected List<SwarmStackFinding> Findings { get; } = [];

    protected string Read(params string[] texts)
    {
        ComposeReader reader = new(new Yaml(), new Input(Files), Findings);
        return reader.Read([.. texts.Select((text, index) => (index == 0 ? "compose.yml" : $"compose{index}.yml", text))], CancellationToken.None) is { } project ? Text(project) : "";
    }

    private static string Text(ComposeNode node) => node switch
    {
        ComposeScalar scalar => scalar.Text,
        ComposeSequence sequence => $"[{string.Join(", ", sequence.Items.Select(Text))}]",
        ComposeMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{entry.Key.Text}: {Text(entry.Value)}"))}}}",
        _ => "",
    };

    internal sealed class Input(Dictionary<string, string> files) : IComposeInput
    {
        public string Directory => "/stack";

        public string? Variable(string name) => null;

        public bool HasFile(string path) => files.ContainsKey(path);

        public byte[]? ReadFile(string path) => path.EndsWith(".locked", StringComparison.Ordinal) ? throw new SwarmException(ErrorId.DataInvalid, "locked") : files.TryGetValue(path, out string? text) ? Encoding.UTF8.GetBytes(text) : null;
    }
}
