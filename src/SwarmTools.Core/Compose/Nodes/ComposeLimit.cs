namespace SwarmTools.Compose.Nodes;

/// <summary>How many of something a reading takes. A few lines can stand for any number of ports, services and values; nobody means more than this.</summary>
/// <param name="most">How many it takes.</param>
/// <param name="message">What is said, once, of one more.</param>
internal sealed class ComposeLimit(long most, string message)
{
    private long _taken;

    /// <summary>Whether there may be so many more. After the first time that there may not, there may be none.</summary>
    public bool Take(long count, ComposeNode at, string path, ComposeReading reading)
    {
        if (_taken > most)
        {
            return false;
        }

        _taken += count;
        if (_taken <= most)
        {
            return true;
        }

        reading.Error(at, path, message);
        return false;
    }
}
