namespace SwarmTools;

/// <summary>What a console can show.</summary>
internal sealed record TopologyStyle
{
    /// <summary>What every console can: letters without colours.</summary>
    public static readonly TopologyStyle Plain = new();

    /// <summary>Whether it has signs beyond ASCII.</summary>
    public bool Unicode { get; init; }

    /// <summary>Whether it knows the sequences for colours.</summary>
    public bool Color { get; init; }
}
