using SwarmTools.Compose.Nodes;

namespace SwarmTools.Compose.Shapes;

/// <summary>How the value of a key may be written, what its usual form is, and how a later file changes it.</summary>
internal abstract record ComposeShape
{
    /// <summary>What is expected, for errors: <c>a whole number</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Brings a value into its usual form: short forms become long, texts that mean numbers become numbers.</summary>
    /// <param name="node">The value, with its variables filled in.</param>
    /// <param name="path">The keys that lead there.</param>
    /// <param name="reading">Takes what is wrong with it.</param>
    /// <returns>The usual form; null where there is none, which was reported.</returns>
    public abstract ComposeNode? Read(ComposeNode node, string path, ComposeReading reading);

    /// <summary>Whether something in it may have no effect in a swarm.</summary>
    public virtual bool MayBeIgnored => false;

    /// <summary>Tells what has no effect in a swarm. Of all files together: what one of them says another one may take away.</summary>
    /// <param name="node">The value, in its usual form.</param>
    /// <param name="path">The keys that lead there.</param>
    /// <param name="reading">Takes what has no effect.</param>
    public virtual void TellIgnored(ComposeNode node, string path, ComposeReading reading)
    {
    }

    /// <summary>What a later file makes of a value (compose-spec, 13-merge.md); both in their usual forms. Its place is taken unless a shape says otherwise.</summary>
    public virtual ComposeNode Merge(ComposeNode below, ComposeNode above) => above;

    /// <summary>Reports a value of another form.</summary>
    protected ComposeNode? Refuse(ComposeNode node, string path, ComposeReading reading)
    {
        string found = node switch
        {
            ComposeSequence => "a list",
            ComposeMapping => "a mapping",
            ComposeScalar { IsNull: true } => "nothing",
            ComposeScalar scalar => $"'{scalar.Text}'",
            _ => "something else",
        };
        reading.Error(node, path, $"{Expected} is expected here, not {found}.");
        return null;
    }
}
