using System.Text;

namespace SwarmTools;

/// <summary>A config: a named piece of data that tasks read as a file.</summary>
public sealed class SwarmConfig : SwarmObject
{
    /// <summary>The label of configs that keep the revisions of services.</summary>
    internal const string RevisionLabel = "swarmtools.revision.service";

    /// <summary>The label of configs that keep the revisions of stacks.</summary>
    internal const string StackRevisionLabel = "swarmtools.stack.revision.of";

    /// <summary>The size of the data, in bytes.</summary>
    public int Size => Data.Length;

    /// <summary>The engine that expands placeholders in the data, such as golang; empty for none.</summary>
    public string TemplateDriver { get; internal init; } = "";

    /// <summary>The data; a copy, so that nobody can change the config by changing it.</summary>
    public byte[] GetBytes() => (byte[])Data.Clone();

    /// <summary>The data read as UTF-8 text.</summary>
    public string GetText() => Encoding.UTF8.GetString(Data);

    internal override bool IsHidden => Labels.ContainsKey(RevisionLabel) || Labels.ContainsKey(StackRevisionLabel);

    internal byte[] Data { get; init; } = [];
}
