using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace SwarmTools.Parameters;

/// <summary>Reads the values of an enumeration, also as docker's words: <c>on-failure</c> is OnFailure. Beginnings will do where they are clear, and nobody can ask for Unknown.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordAttribute : ArgumentTransformationAttribute
{
    private readonly string[] _names;

    /// <param name="enumeration">The enumeration.</param>
    public WordAttribute(Type enumeration)
    {
        Enumeration = enumeration ?? throw new ArgumentNullException(nameof(enumeration));
        _names = [.. Enum.GetNames(enumeration).Where(name => name != "Unknown")];
    }

    /// <summary>The enumeration.</summary>
    public Type Enumeration { get; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            string text => Value(text),
            IList list => list.Cast<object?>().Select(item => Transform(engineIntrinsics, item)).ToArray(),
            _ => inputData,
        };

    private object Value(string text)
    {
        string word = text.Trim().Replace("-", "").Replace("_", "");
        string[] meant = Array.FindAll(_names, name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
        meant = meant.Length > 0 ? meant : Array.FindAll(_names, name => word.Length > 0 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        return meant.Length == 1 ? Enum.Parse(Enumeration, meant[0])
            : throw new ArgumentTransformationMetadataException($"'{text}' is none of {string.Join(", ", _names)}.");
    }
}
