namespace SwarmTools;

/// <summary>What is to be done with one thing of a stack.</summary>
public enum SwarmStackAction
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Nothing: it is as wished.</summary>
    Keep,

    /// <summary>It is made.</summary>
    Create,

    /// <summary>It is changed in place.</summary>
    Update,

    /// <summary>It is removed and made again, because an engine cannot change it so. Meanwhile it is not there.</summary>
    Replace,

    /// <summary>It is removed.</summary>
    Remove,
}
