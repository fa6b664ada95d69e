namespace SwarmTools.Tunnels;

/// <summary>What happens on the way of bytes through a tunnel.</summary>
/// <param name="Step">What is being done, or the warning.</param>
/// <param name="Bytes">How many bytes have gone.</param>
/// <param name="Total">How many there are; 0 where nobody knows.</param>
internal sealed record TransferEvent(string Step, long Bytes = 0, long Total = 0)
{
    public bool IsWarning { get; init; }
}
