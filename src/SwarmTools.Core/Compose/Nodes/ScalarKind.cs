namespace SwarmTools.Compose.Nodes;

/// <summary>What a single value is, by its looks.</summary>
internal enum ScalarKind
{
    /// <summary>Nothing: <c>~</c>, <c>null</c>, or no text at all.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent.</summary>
    Number,

    /// <summary>Anything else, and whatever is quoted.</summary>
    Text,
}
