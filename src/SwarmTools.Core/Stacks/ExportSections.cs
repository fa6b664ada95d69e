namespace SwarmTools.Stacks;

/// <summary>What services of an exported file refer to.</summary>
internal sealed record ExportSections(ExportSection Networks, ExportSection Volumes, ExportSection Secrets, ExportSection Configs);
