using System;
using System.Collections.Generic;

namespace SwarmTools.Stacks;

/// <summary>How the things of a stack are named and labelled; the only place that knows (docker/cli, cli/compose/convert/compose.go).</summary>
/// <param name="stack">The name of the stack.</param>
internal sealed class StackNames(string stack)
{
    /// <summary>The label of a service that holds the image as the file names it, without a digest.</summary>
    public const string ImageLabel = "com.docker.stack.image";

    public string Stack => stack;

    /// <summary>The name in the swarm of what a file calls by a key.</summary>
    public string Scoped(string key) => stack + "_" + key;

    /// <summary>What a file of the stack calls by a key; null for a name that has not the stack's before it.</summary>
    public string? KeyOf(string name) => name.Length > stack.Length + 1 && name.StartsWith(Scoped(""), StringComparison.Ordinal) ? name[(stack.Length + 1)..] : null;

    /// <summary>Whether labels are those of something of the stack.</summary>
    public bool IsOwn(IReadOnlyDictionary<string, string> labels) => StackLabel.Of(labels) == stack;

    /// <summary>Whether a label is written for each stack, and not by its file.</summary>
    public static bool IsLabel(string key) => key is StackLabel.Key or ImageLabel;

    /// <summary>Labels with that of the stack.</summary>
    public IReadOnlyDictionary<string, string> Labels(IReadOnlyDictionary<string, string> own)
    {
        SortedDictionary<string, string> all = new(StringComparer.Ordinal) { [StackLabel.Key] = stack };
        foreach (KeyValuePair<string, string> label in own)
        {
            if (label.Key != StackLabel.Key)
            {
                all[label.Key] = label.Value;
            }
        }

        return all;
    }
}
