using System.Collections.Generic;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Stacks;

/// <summary>A running stack as what it can be made of anew.</summary>
/// <param name="Project">The project, in its usual form. Of no secret and no config it says where its data comes from.</param>
/// <param name="Configs">The data of the configs, by their keys.</param>
/// <param name="Warnings">What a file cannot say, each with its place.</param>
internal sealed record StackCopy(ComposeMapping Project, IReadOnlyDictionary<string, byte[]> Configs, IReadOnlyList<string> Warnings);
