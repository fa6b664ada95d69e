namespace SwarmTools.Compose;

/// <summary>What a compose file takes from outside: variables and files of this machine.</summary>
internal interface IComposeInput
{
    /// <summary>The folder that relative paths begin with.</summary>
    public string Directory { get; }

    /// <summary>The value of a variable; null for one that is not set.</summary>
    public string? Variable(string name);

    /// <summary>The bytes of a file; null where there is none.</summary>
    /// <param name="path">Its whole path.</param>
    /// <exception cref="SwarmException"><c>DataInvalid</c> for a file that is there and cannot be read.</exception>
    public byte[]? ReadFile(string path);

    /// <summary>Whether there is a file.</summary>
    public bool HasFile(string path);
}
